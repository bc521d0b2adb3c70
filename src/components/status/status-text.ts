/** The status line in words. Pure. */
import type { LabState } from '../../runs/lab';
import type { EngineInfo } from '../../training/protocol';

const backendNames = {
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  webgl: 'WebGL',
  cpu: 'plain JavaScript',
} as const;

/** "WebGPU · NVIDIA …", "WebGPU (software)", "WebAssembly (no WebGPU adapter)". */
export function engineText({ backend, adapter, software, reason }: EngineInfo): string {
  const notes = [software ? 'software' : '', reason].filter(Boolean).join(', ');
  return [backendNames[backend], notes && `(${notes})`, adapter && !software ? `· ${adapter}` : '']
    .filter(Boolean)
    .join(' ');
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

/** Seconds until the run has taken all its steps, at the speed it has now; undefined while nobody can tell. */
export function secondsLeft(lab: Pick<LabState, 'state' | 'step' | 'totalSteps' | 'stepsPerSecond'>) {
  const { state, step, totalSteps, stepsPerSecond } = lab;
  if (state !== 'training' || !(stepsPerSecond > 0)) return undefined;
  return Math.max(0, totalSteps - step) / stepsPerSecond;
}

/** 75 -> "1 min 15 s". */
export function durationText(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor(total / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${total % 60} s` : `${total} s`;
}
