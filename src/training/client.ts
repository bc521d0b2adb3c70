/**
 * Main-thread end of the protocol: starts the worker, passes commands and events, and notices when the
 * worker has died without a word. Holds no run; whoever owns it decides what to do after a loss.
 */
import { LostPart } from '../arrival/load';
import type { Command, TrainingEvent } from './protocol';

export interface ClientHandlers {
  onEvent(event: TrainingEvent): void;
  /** The worker is gone; the next command starts a new one. */
  onLost(reason: string): void;
  /** Its program did not arrive, in words; the next command tries again. */
  onAbsent(message: string): void;
}

const tickMs = 1000;
/** Silent ticks before the worker counts as dead. Ticks, not clock time: a sleeping machine ticks not. */
const patience = 12;
/** The same until it is first heard: its program comes over slow connections too. */
const startPatience = 45;
/** The same after the worker has announced long work. */
const busyPatience = 180;

export class TrainingClient {
  private worker: Worker | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  private silentTicks = 0;
  private patience = startPatience;

  constructor(
    private readonly spawn: () => Worker,
    private readonly handlers: ClientHandlers,
  ) {}

  send(command: Command): void {
    const worker = this.worker ?? this.start();
    worker.postMessage(command);
  }

  /** Ends the worker and everything on its device. */
  stop(): void {
    clearInterval(this.timer);
    this.worker?.terminate();
    this.worker = undefined;
  }

  private start(): Worker {
    const worker = this.spawn();
    this.worker = worker;
    this.silentTicks = 0;
    this.patience = startPatience;
    let heard = false;
    worker.onmessage = ({ data }: MessageEvent<TrainingEvent>) => {
      if (worker !== this.worker) return;
      heard = true;
      this.silentTicks = 0;
      this.patience = data.kind === 'busy' ? busyPatience : patience;
      if (data.kind !== 'pong') this.handlers.onEvent(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker !== this.worker) return;
      if (heard || event.message) this.lose(event.message || 'it ended without a word');
      else {
        this.stop();
        this.handlers.onAbsent(new LostPart('the program that trains').message);
      }
    };
    this.timer = setInterval(() => this.tick(), tickMs);
    return worker;
  }

  private tick(): void {
    if (++this.silentTicks > this.patience) this.lose('it stopped answering');
    else this.worker?.postMessage({ kind: 'ping' } satisfies Command);
  }

  private lose(reason: string): void {
    this.stop();
    this.handlers.onLost(reason);
  }
}
