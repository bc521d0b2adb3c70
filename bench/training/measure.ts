/** The training bench itself; runs in a worker of the bench page and in Node. */
import { setBackend } from '@tensorflow/tfjs-core';
import { startBackend } from '../../src/training/engines/tfjs/backend';
import { type Ceilings, higher, measureCeilings } from './ceilings';
import { makeTask } from './contestant';
import { type GrowthPoint, growth } from './growth';
import { type Pace, race, type Speed } from './race';

export interface TrainingResult {
  adapter: string;
  /** The adapter computes on the processor. */
  software: boolean;
  speeds: Speed[];
  growth: GrowthPoint[];
  ceilings: Ceilings;
}

const racePace: Pace = { turns: 5, turnMs: 1000 };
const growthPace: Pace = { turns: 3, turnMs: 400 };

/** `wasmFolder` ends with a slash. Throws where WebGPU or wasm does not start. */
export async function measureTraining(wasmFolder: string): Promise<TrainingResult> {
  const fail = (message: string) => {
    throw new Error(message);
  };
  const watcher = { onLost: fail, onError: fail };
  const webgpu = await startBackend('webgpu', wasmFolder, watcher);
  const wasm = await startBackend('wasm', wasmFolder, watcher);
  const { adapter, software } = webgpu;
  const task = makeTask();
  await setBackend('webgpu');
  const before = await measureCeilings(software);
  const speeds = await race({ webgpu, wasm }, task, racePace);
  await setBackend('webgpu');
  const grown = await growth(task.dataset, software, growthPace);
  const ceilings = higher(before, await measureCeilings(software));
  return { adapter, software, speeds, growth: grown, ceilings };
}
