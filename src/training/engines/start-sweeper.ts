/** Starts what trains the jobs of a sweep: the fused kernels where they are, or an engine for one after the other. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import type { EngineInfo, EngineWish } from '../protocol';
import type { SweepJob } from '../sweep/sweep';
import { type Sweeping, sweepAlone } from '../sweep/sweeping';
import { FusedEngine } from './fused/fused-engine';
import { sweepFused } from './fused/fused-sweep';
import { startEngine } from './start-engine';
import type { GpuWatcher } from './tfjs/backend';

export interface Sweeper {
  info: EngineInfo;
  train(jobs: readonly SweepJob[], sweeping: Sweeping): Promise<void>;
}

/** `wasmFolder` ends with a slash. Throws EngineError, in words, when it cannot be had. */
export async function startSweeper(
  wish: EngineWish,
  wasmFolder: string,
  watcher: GpuWatcher,
): Promise<Sweeper> {
  const engine = await startEngine(wish, wasmFolder, watcher);
  if (!(engine instanceof FusedEngine)) {
    return { info: engine.info, train: (jobs, sweeping) => sweepAlone(jobs, engine, sweeping) };
  }
  const { device } = backend() as WebGPUBackend;
  const { software } = engine.info;
  return {
    info: { ...engine.info, engine: 'fused' },
    train: async (jobs, sweeping) => {
      const misfits = await sweepFused(jobs, { ...sweeping, device, software });
      if (misfits.length === 0) return;
      sweeping.onMisfit(misfits[0].reason);
      const others = misfits.map(({ job }) => job);
      await sweepAlone(others, engine, sweeping);
    },
  };
}
