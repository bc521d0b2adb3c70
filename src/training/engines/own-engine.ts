/** The engine of a worker: started when a run first needs it, and anew where the next run wants or may have another. */
import type { EngineWish } from '../protocol';
import type { Engine } from './engine';
import { startEngine } from './start-engine';
import type { GpuWatcher } from './tfjs/backend';
import { GpuSource, isSoftware } from './tfjs/gpu-source';

export class OwnEngine {
  private engine: Engine | undefined;
  private wish: EngineWish | undefined;
  private readonly gpu = new GpuSource();

  constructor(private readonly watcher: GpuWatcher) {}

  /**
   * The engine for a run. `begins`: nothing of the run is computed yet, so it may have a device that came too late for
   * the run before. `wasmFolder` ends with a slash. Throws EngineError, in words, when it cannot be had.
   */
  async forRun(wish: EngineWish, wasmFolder: string, begins: boolean): Promise<Engine> {
    const asBefore = wish.engine === this.wish?.engine && wish.backend === this.wish.backend;
    if (this.engine && asBefore && !(begins && (await this.mayDoBetter(this.engine, wish)))) {
      return this.engine;
    }
    this.engine?.dispose();
    this.engine = undefined;
    this.wish = wish;
    // A device that is no longer used may be lost.
    const ifUsed =
      (tell: (message: string) => void) =>
      (message: string): void => {
        if (this.wish === wish) tell(message);
      };
    const { onLost, onError } = this.watcher;
    const watcher = { onLost: ifUsed(onLost), onError: ifUsed(onError) };
    const engine = await startEngine(wish, wasmFolder, watcher, this.gpu);
    this.engine = engine;
    return engine;
  }

  /** The graphics processor was wanted and could not be had: it is asked for again, once. */
  private async mayDoBetter({ info }: Engine, { backend }: EngineWish): Promise<boolean> {
    if (backend !== 'auto' || info.backend === 'webgpu') return false;
    const adapter = await this.gpu.look().catch(() => null);
    return adapter !== null && !isSoftware(adapter);
  }
}
