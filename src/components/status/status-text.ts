/** The status line in words. Pure. */
import type { LabState } from '../../runs/lab';
import type { RunStatus } from '../../runs/run-entry';
import type { EngineInfo } from '../../training/protocol';

const backendNames = {
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  webgl: 'WebGL',
  cpu: 'plain JavaScript',
} as const;

/** "WebGPU, fused kernels · NVIDIA …", "WebGPU (software)", "WebAssembly (no WebGPU adapter)". */
export function engineText({ engine, backend, adapter, software, reason }: EngineInfo): string {
  const notes = [software ? 'software' : '', reason].filter(Boolean).join(', ');
  const name = engine === 'fused' ? `${backendNames[backend]}, fused kernels` : backendNames[backend];
  return [name, notes && `(${notes})`, adapter && !software ? `· ${adapter}` : ''].filter(Boolean).join(' ');
}

const whole = (n: number) => Math.round(n).toLocaleString('en');

export function statusText(lab: LabState): string {
  const { state, step, data, engine, loading, config, stepsPerSecond } = lab;
  if (state === 'loading') {
    const share = loading && loading.fraction > 0 ? ` ${Math.round(100 * loading.fraction)} %` : '';
    return `Loading ${loading?.what ?? ''}${share}`;
  }
  const parts: string[] = [];
  if (state === 'diverged') parts.push(`Diverged at step ${whole(step)}`);
  else parts.push(stateNames[state]);
  if (data && state !== 'ready') {
    const { epochs } = data.config;
    const epoch = Math.min(epochs, Math.floor(Math.max(0, step - 1) / data.stepsPerEpoch) + 1);
    parts.push(data.origin === 'log' ? 'from a training log' : `epoch ${epoch} of ${epochs}`);
    if (state !== 'diverged') parts.push(`step ${whole(step)}`);
  } else parts.push(`${config.epochs} epochs planned`);
  if (state === 'training' && stepsPerSecond > 0) {
    parts.push(`${stepsPerSecond < 10 ? stepsPerSecond.toFixed(1) : whole(stepsPerSecond)} steps/s`);
  }
  if (state !== 'recorded') parts.push(engine ? engineText(engine) : 'engine starts with the first run');
  return parts.join(' · ');
}

const stateNames = {
  ready: 'Ready',
  training: 'Training',
  paused: 'Paused',
  finished: 'Finished',
  failed: 'Stopped',
  recorded: 'Recorded run',
  diverged: 'Diverged',
} as const;

/** 75 -> "1 min 15 s". */
export function durationText(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor(total / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${total % 60} s` : `${total} s`;
}

/** At the present speed, whatever the run or its parent took before; undefined while that is not known. */
export function secondsLeft({ state, step, totalSteps, stepsPerSecond }: RunStatus): number | undefined {
  return state === 'training' && stepsPerSecond > 0 ? (totalSteps - step) / stepsPerSecond : undefined;
}
