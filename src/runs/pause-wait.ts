/** How long a worker that was told to pause may take: it ends its batch of steps first, and then says so. */
import { countdown } from '../training/within';

/** Seconds at least and at most, and the number of steps that a slow worker may still take. */
const limits = { least: 10, most: 180, steps: 5 } as const;

export class PauseWait {
  private stop: () => void = () => {};
  private waits = false;

  /** `onOver` gets the seconds that were waited. */
  constructor(private readonly onOver: (seconds: number) => void) {}

  /** `stepsPerSecond`: 0 as long as nothing is known; `busy`: the worker has announced long work. */
  begin(stepsPerSecond: number, busy: boolean): void {
    const { least, most, steps } = limits;
    // Before anything is known of its speed it may be compiling.
    this.count(busy ? most : Math.min(most, Math.max(least, steps / stepsPerSecond)));
  }

  /** The worker has announced long work, such as an evaluation, before it comes to the pause. */
  prolong(): void {
    if (this.waits) this.count(limits.most);
  }

  end(): void {
    this.stop();
    this.waits = false;
  }

  private count(seconds: number): void {
    this.stop();
    this.waits = true;
    this.stop = countdown(seconds, () => {
      this.waits = false;
      this.onOver(Math.ceil(seconds));
    });
  }
}
