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
      if (targetInfo.type !== 'worker') return;
      this.workers.add(sessionId);
      const run = (method: string, params?: object) => this.ask(sessionId, method, params).catch(() => {});
      run('Runtime.evaluate', { expression: `(${rememberMemories})()` });
      run('Runtime.runIfWaitingForDebugger');
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
      waitForDebuggerOnStart: true,
      flatten: false,
    });
    return watch;
  }

  async measure(): Promise<Memory> {
    const page = await bytesOf((method, params) => this.session.send(method as never, params as never));
    let workers = 0;
    for (const id of this.workers) {
      const send: Send = (method, params) => this.ask(id, method, params);
      workers += (await bytesOf(send)) + (await wasmBytes(send));
    }
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
  return heap.usedSize + heap.embedderHeapUsedSize + heap.backingStorageSize;
}

/**
 * Run in a worker before its own program: it remembers the WebAssembly memories that are made. To ask the browser for
 * all objects of a kind ends the tab in Chromium 156.
 */
function rememberMemories(): void {
  const known = new Set<WeakRef<WebAssembly.Memory>>();
  const remember = (values: object) => {
    for (const value of Object.values(values))
      if (value instanceof WebAssembly.Memory) known.add(new WeakRef(value));
  };
  for (const name of ['instantiate', 'instantiateStreaming'] as const) {
    const made = WebAssembly[name] as (...args: unknown[]) => Promise<{ instance?: WebAssembly.Instance }>;
    const remembered: typeof made = async (code, imports = {}) => {
      const result = await made.call(WebAssembly, code, imports);
      for (const values of Object.values(imports as object)) remember(values);
      remember((result.instance ?? (result as WebAssembly.Instance)).exports);
      return result;
    };
    Object.assign(WebAssembly, { [name]: remembered });
  }
  const buffers = () => new Set([...known].flatMap((each) => each.deref()?.buffer ?? []));
  Object.assign(globalThis, {
    wasmBytes: () => [...buffers()].reduce((sum, { byteLength }) => sum + byteLength, 0),
  });
}

async function wasmBytes(send: Send): Promise<number> {
  const { result } = (await send('Runtime.evaluate', { expression: 'wasmBytes()', returnByValue: true })) as {
    result: { value: number };
  };
  return result.value;
}
