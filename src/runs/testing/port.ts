/** The store against the real session and engine; only the thread between them is left out. */
import { defaultConfig, type RunConfig } from '../../training/config';
import { loadDataset } from '../../training/data/load';
import { startForTest } from '../../training/engines/tfjs/testing/start';
import type { TfjsEngine } from '../../training/engines/tfjs/tfjs-engine';
import type { Command, TrainingEvent } from '../../training/protocol';
import { Session } from '../../training/session';
import { startTurnClock } from '../../training/testing/turn-clock';
import { createLab, type LabOptions } from '../lab-store';

let engine: TfjsEngine;
export async function startEngine(): Promise<void> {
  engine = await startForTest('wasm');
  startTurnClock();
}

/** All runs share the engine: none may go on behind the next one's back. */
const opened: Port[] = [];
export async function closeAll(): Promise<void> {
  for (const port of opened.splice(0)) await port.terminate();
}

/** Carries commands to a session and events back, copied, one turn of the event loop later: what a worker's port does. */
export class Port {
  onmessage: ((message: { data: TrainingEvent }) => void) | undefined;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | undefined;
  private session: Session | undefined;
  private queue = Promise.resolve();
  private dead = false;

  constructor(private readonly fault: { data: boolean }) {}

  postMessage(command: Command): void {
    setImmediate(() => {
      if (command.kind === 'ping') this.post({ kind: 'pong' });
      else if (command.kind === 'ack') this.session?.acknowledge(command.sequence);
      else this.queue = this.queue.then(() => this.carryOut(command));
    });
  }

  async terminate(): Promise<void> {
    this.dead = true;
    await this.queue;
    await this.session?.pause();
  }

  die(): void {
    this.onerror?.({ message: 'killed', preventDefault: () => {} });
  }

  private readonly post = (event: TrainingEvent) => {
    const data = structuredClone(event);
    setImmediate(() => {
      if (!this.dead) this.onmessage?.({ data });
    });
  };

  private async carryOut(command: Command): Promise<void> {
    if (command.kind === 'load') {
      await this.session?.pause();
      if (this.fault.data) {
        this.post({ kind: 'failed', run: command.run, reason: 'data', message: 'no data' });
        return;
      }
      const { run, config, probes } = command;
      const next = new Session(run, config, engine, probes, this.post);
      await next.load(await loadDataset(config, { baseUrl: 'http://x/', onProgress: () => {} }), command);
      this.session = next;
    }
    if (command.kind === 'train') this.session?.train();
    if (command.kind === 'pause') await this.session?.pause();
    if (command.kind === 'step') await this.session?.stepOnce();
    if (command.kind === 'reconfigure') this.session?.reconfigure(command.config);
    if (command.kind === 'inspect') await this.session?.inspect(command.step);
    if (command.kind === 'regions') await this.session?.showRegions(command.step, command.grid);
  }
}

export const small: RunConfig = {
  ...defaultConfig,
  dataset: 'moons',
  trainSize: 60,
  batchSize: 20,
  width: 4,
  hiddenLayers: 1,
};
export const endless = { ...small, epochs: 1000, switchEpoch: 500 };

export function open(config: RunConfig = small, options: Partial<LabOptions> = {}) {
  const ports: Port[] = [];
  const fault = { data: false };
  const lab = createLab({
    spawn: () => {
      const port = new Port(fault);
      ports.push(port);
      opened.push(port);
      return port as unknown as Worker;
    },
    wish: { engine: 'tfjs', backend: 'wasm' },
    baseUrl: 'http://x/',
    config,
    ...options,
  });
  const now = () => lab.getState();
  return { lab, now, ports, fault, texts: () => now().notices.map(({ text }) => text) };
}
