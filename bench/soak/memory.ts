/** Memory of a page and of its workers after a collection: objects, what the DOM holds, buffers, WebAssembly. */
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { within } from '../../src/training/within';

/** Bytes. */
export interface Memory {
  page: number;
  /** Of all workers together. */
  workers: number;
  /** How many workers there are. */
  threads: number;
}

type Send = (method: string, params?: object) => Promise<unknown>;

interface Usage {
  usedSize: number;
  /** Objects of the DOM. */
  embedderHeapUsedSize: number;
  /** Array buffers; memories of WebAssembly are not among them. */
  backingStorageSize: number;
}

const answerSeconds = 60;
/** Finalizers run after a collection, and free what the next one finds. */
const collections = 3;

export class MemoryWatch {
  private readonly workers = new Set<string>();
  private readonly answers = new Map<number, (message: { result?: unknown; error?: unknown }) => void>();
  private asked = 0;

  private constructor(private readonly session: CDPSession) {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.workers.add(sessionId);
    });
    session.on('Target.detachedFromTarget', ({ sessionId }) => this.workers.delete(sessionId));
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, ...answer } = JSON.parse(message);
      this.answers.get(id)?.(answer);
      this.answers.delete(id);
    });
  }

  static async start(context: BrowserContext, page: Page): Promise<MemoryWatch> {
    const session = await context.newCDPSession(page);
    const watch = new MemoryWatch(session);
    // Playwright speaks to pages only; a worker is reached through the page that has it.
    await session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    return watch;
  }

  async measure(): Promise<Memory> {
    const page = await bytesOf((method, params) => this.session.send(method as never, params as never));
    let workers = 0;
    for (const id of this.workers) workers += await bytesOf((method, params) => this.ask(id, method, params));
    return { page, workers, threads: this.workers.size };
  }

  private async ask(sessionId: string, method: string, params: object = {}): Promise<unknown> {
    const id = ++this.asked;
    const answer = new Promise<{ result?: unknown; error?: unknown }>((resolve) =>
      this.answers.set(id, resolve),
    );
    const message = JSON.stringify({ id, method, params });
    await this.session.send('Target.sendMessageToTarget', { sessionId, message });
    const { result, error } = await within(answerSeconds, answer, 'A worker');
    if (error) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  }
}

async function bytesOf(send: Send): Promise<number> {
  for (let i = 0; i < collections; i++) {
    await send('HeapProfiler.collectGarbage');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const heap = (await send('Runtime.getHeapUsage')) as Usage;
  return heap.usedSize + heap.embedderHeapUsedSize + heap.backingStorageSize + (await wasmBytes(send));
}

async function wasmBytes(send: Send): Promise<number> {
  const objectGroup = 'soak';
  const prototype = (await send('Runtime.evaluate', {
    expression: 'WebAssembly.Memory.prototype',
    objectGroup,
  })) as { result: { objectId: string } };
  const { objects } = (await send('Runtime.queryObjects', {
    prototypeObjectId: prototype.result.objectId,
    objectGroup,
  })) as { objects: { objectId: string } };
  const sum = (await send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration:
      'function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }',
    returnByValue: true,
  })) as { result: { value: number } };
  await send('Runtime.releaseObjectGroup', { objectGroup });
  return sum.result.value;
}
