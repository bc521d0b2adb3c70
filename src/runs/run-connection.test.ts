/** What the page does about workers that stay silent, with workers that say what a test wants and clocks by hand. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyTable, stepColumns } from '../training/columns';
import type { Command, EngineInfo, TrainingEvent } from '../training/protocol';
import { createLab } from './lab-store';

const silent = 'The graphics processor did not answer within 20 s.';
const fused: EngineInfo = { engine: 'fused', backend: 'webgpu', adapter: '', software: false, reason: '' };
const tfjs: EngineInfo = { ...fused, engine: 'tfjs' };
const wasm: EngineInfo = { ...tfjs, backend: 'wasm' };

class Stub {
  readonly told: Command[] = [];
  ended = false;
  onmessage: ((event: { data: TrainingEvent }) => void) | undefined;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | undefined;
  postMessage(command: Command) {
    // Pings are answered, whatever else is.
    if (command.kind === 'ping') this.say({ kind: 'pong' });
    else if (command.kind !== 'ack') this.told.push(command);
  }
  terminate() {
    this.ended = true;
  }
  say(event: TrainingEvent) {
    if (!this.ended) this.onmessage?.({ data: event });
  }
  get load() {
    return this.told.findLast((each) => each.kind === 'load') as Extract<Command, { kind: 'load' }>;
  }
  private get run(): number {
    return this.load.run;
  }
  /** Loads the run it was given, and trains it where it was told to. */
  begin(engine: EngineInfo) {
    const { run, resumeAt = 0 } = this.load;
    this.say({ kind: 'loading', run, what: 'the data', fraction: 0 });
    const facts = { stepsPerEpoch: 10, trainSize: 100, testSize: 10, classes: 2, parameters: 4 };
    this.say({ kind: 'loaded', run, engine, facts, step: resumeAt });
    this.state(resumeAt === 0 ? 'ready' : 'paused', resumeAt);
    if (this.told.at(-1)?.kind === 'train') this.state('training', resumeAt);
  }
  state(state: 'ready' | 'training' | 'paused', step: number) {
    this.say({ kind: 'state', run: this.run, state, step, stepsPerSecond: 100, probeShare: 0 });
  }
  /** Takes steps up to `step`; rows and, if wanted, a checkpoint there. */
  take(from: number, to: number, checkpoint = true) {
    const { run } = this;
    const steps = emptyTable(stepColumns, to - from);
    for (let i = 0; i < to - from; i++) steps.step[i] = from + i + 1;
    this.say({ kind: 'metrics', run, sequence: 1, steps } as unknown as TrainingEvent);
    const tensors = [new Float32Array(4)];
    if (checkpoint) this.say({ kind: 'checkpoint', run, checkpoint: { step: to, tensors }, lasting: false });
  }
  silent() {
    this.say({ kind: 'failed', run: this.run, reason: 'silent', message: silent });
  }
}

function open(wish: { engine: 'auto' | 'fused' | 'tfjs'; backend: 'auto' | 'webgpu' }) {
  const workers: Stub[] = [];
  const lab = createLab({
    spawn: () => {
      workers.push(new Stub());
      return workers[workers.length - 1] as never;
    },
    wish,
    baseUrl: 'http://x/',
  });
  const now = () => lab.getState();
  const settled = () => vi.advanceTimersByTimeAsync(0);
  /** The newest worker. */
  const worker = () => workers[workers.length - 1];
  const train = async (engine: EngineInfo) => {
    now().train();
    await settled();
    worker().begin(engine);
  };
  return { lab, now, workers, worker, train, settled, texts: () => now().notices.map(({ text }) => text) };
}
const auto = { engine: 'auto', backend: 'auto' } as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

describe('a readback that never comes', () => {
  it('counts as a lost device: a new worker goes on from the checkpoint, on the same engine', async () => {
    const { now, worker, workers, train, texts, settled } = open(auto);
    await train(fused);
    worker().take(0, 40);
    worker().take(40, 55, false);
    worker().silent();
    await settled();
    expect(workers).toHaveLength(2);
    expect(workers[0].ended).toBe(true);
    expect(worker().load).toMatchObject({ resumeAt: 40, wish: auto });
    expect(texts()).toEqual([`${silent} Training goes on from step 40; 0 steps are lost.`]);
    worker().begin(fused);
    expect(now()).toMatchObject({ state: 'training', step: 40 });
    expect(now().engine?.reason).toBe('');
  });

  it('again on the same engine: the next one takes over, and the status says why', async () => {
    const { now, worker, train, texts, settled } = open(auto);
    await train(fused);
    worker().take(0, 40);
    worker().silent();
    await settled();
    worker().begin(fused);
    worker().take(40, 80);
    worker().silent();
    await settled();
    expect(worker().load).toMatchObject({ resumeAt: 80, wish: { engine: 'tfjs', backend: 'auto' } });
    expect(texts().at(-1)).toContain(
      'Training goes on with TensorFlow.js in place of the fused kernels from step 80',
    );
    for (const step of [80, 120]) {
      worker().begin(tfjs);
      worker().take(step, step + 40);
      worker().silent();
      await settled();
    }
    expect(worker().load).toMatchObject({ resumeAt: 160, wish: { engine: 'tfjs', backend: 'wasm' } });
    expect(texts().at(-1)).toContain('Training goes on with WebAssembly from step 160');
    worker().begin(wasm);
    expect(now().engine).toEqual({ ...wasm, reason: 'the graphics processor did not answer within 20 s' });
  });

  it('where the page was asked for WebGPU: an error in words, never another backend', async () => {
    const { now, worker, workers, train, texts, settled } = open({ engine: 'tfjs', backend: 'webgpu' });
    await train(tfjs);
    for (const step of [0, 40]) {
      worker().take(step, step + 40);
      worker().silent();
      await settled();
      if (step === 0) worker().begin(tfjs);
    }
    expect(workers).toHaveLength(2);
    expect(now().state).toBe('failed');
    expect(texts()).toContain(`${silent} It happened again. Open the page without “backend=webgpu”.`);
  });

  it('of a run that was left: the one that is loading begins in a new worker', async () => {
    const { now, worker, workers, train, settled } = open(auto);
    await train(fused);
    worker().take(0, 40);
    const left = now().current as string;
    now().remove([left]);
    now().train();
    await settled();
    expect(workers).toHaveLength(1);
    const old = workers[0].told.filter(({ kind }) => kind === 'load').length;
    expect(old).toBe(2);
    worker().silent();
    await settled();
    expect(workers).toHaveLength(2);
    worker().begin(fused);
    expect(now().state).toBe('training');
  });
});

describe('a worker that does not pause', () => {
  it('is ended, and the run rests at its last recorded step', async () => {
    const { now, worker, workers, train, texts, settled } = open(auto);
    await train(fused);
    worker().take(0, 40);
    worker().take(40, 55, false);
    now().pause();
    await vi.advanceTimersByTimeAsync(9000);
    expect(now().state).toBe('training');
    await vi.advanceTimersByTimeAsync(1000);
    expect(now()).toMatchObject({ state: 'paused', step: 55 });
    expect(workers[0].ended).toBe(true);
    expect(texts()).toEqual([
      'The training worker did not pause within 10 s and was ended. The run rests at step 55; nothing of it is lost.',
    ]);
    // Train goes on where it rests.
    now().train();
    await settled();
    expect(worker().load).toMatchObject({ resumeAt: 55 });
    expect(worker().load.checkpoints?.map(({ step }) => step)).toEqual([40]);
  });

  it('in time is left alone', async () => {
    const { now, worker, workers, train, texts } = open(auto);
    await train(fused);
    worker().take(0, 40);
    now().pause();
    await vi.advanceTimersByTimeAsync(9000);
    worker().state('paused', 40);
    await vi.advanceTimersByTimeAsync(300_000);
    expect([workers.length, workers[0].ended, now().state, texts()]).toEqual([1, false, 'paused', []]);
  });

  it('has as long as its slow steps take', async () => {
    const { now, worker, workers, train } = open(auto);
    await train(fused);
    worker().say({
      kind: 'state',
      run: worker().load.run,
      state: 'training',
      step: 1,
      stepsPerSecond: 0.1,
      probeShare: 0,
    });
    await vi.advanceTimersByTimeAsync(300);
    worker().say({
      kind: 'state',
      run: worker().load.run,
      state: 'training',
      step: 2,
      stepsPerSecond: 0.1,
      probeShare: 0,
    });
    now().pause();
    await vi.advanceTimersByTimeAsync(49_000);
    expect(workers[0].ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(workers[0].ended).toBe(true);
  });

  it.each(['before', 'after'])('has time for long work announced %s the pause', async (when) => {
    const { now, worker, workers, train } = open(auto);
    await train(fused);
    worker().take(0, 40);
    const busy = () => worker().say({ kind: 'busy', run: worker().load.run });
    if (when === 'before') busy();
    // Alive, which is not the end of the work.
    await vi.advanceTimersByTimeAsync(2000);
    now().pause();
    await vi.advanceTimersByTimeAsync(9000);
    if (when === 'after') busy();
    await vi.advanceTimersByTimeAsync(170_000);
    expect([workers[0].ended, now().state]).toEqual([false, 'training']);
    await vi.advanceTimersByTimeAsync(11_000);
    expect([workers[0].ended, now().state]).toEqual([true, 'paused']);
  });

  it('keeps neither Reset nor the next run waiting', async () => {
    const { now, worker, workers, train, settled } = open(auto);
    await train(fused);
    worker().take(0, 40);
    now().reset();
    expect(now()).toMatchObject({ state: 'ready', current: undefined });
    const [first] = now().runs;
    now().train();
    await settled();
    worker().begin(fused);
    expect(now().state).toBe('training');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(now().runs.find(({ id }) => id === first.id)).toMatchObject({ state: 'paused', step: 40 });
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('is ended where another run wants it, which then begins', async () => {
    const { now, worker, workers, train, settled } = open(auto);
    await train(fused);
    worker().take(0, 40);
    now().remove([now().current as string]);
    now().train();
    await settled();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(workers).toHaveLength(2);
    worker().begin(fused);
    expect(now().state).toBe('training');
  });
});

it('data that cannot be had from storage end the loading in words', async () => {
  const { lab, now, texts, settled } = open(auto);
  await lab.getState().keep({
    reason: '',
    checkpoints: async () => Promise.reject(new Error('Nothing came.')),
    loadAll: async () => ({ runs: [], problems: [] }),
    onChange: () => () => {},
    save: async () => ({ ok: true }),
    load: async () => undefined,
  } as never);
  now().train();
  await settled();
  expect(texts()).toEqual(['Nothing came.']);
});
