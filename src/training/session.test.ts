import { beforeAll, expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from './config';
import { loadDataset } from './data/load';
import { startForTest } from './engines/tfjs/testing/start';
import type { TfjsEngine } from './engines/tfjs/tfjs-engine';
import { defaultProbes, noProbes, type ProbeSettings } from './probes/settings';
import type { Checkpoint, TrainingEvent } from './protocol';
import { type Beginning, Session } from './session';
import { pass, startTurnClock, until } from './testing/turn-clock';

let engine: TfjsEngine;
beforeAll(async () => {
  engine = await startForTest('wasm');
  startTurnClock();
});

const small: RunConfig = {
  ...defaultConfig,
  dataset: 'moons',
  trainSize: 60,
  batchSize: 20,
  width: 4,
  hiddenLayers: 1,
  epochs: 4,
  switchEpoch: 2,
};

/** A session with everything it says; acknowledges by itself unless told otherwise. */
async function open(
  config: RunConfig,
  {
    acknowledge = true,
    probes = defaultProbes,
    trainer = engine,
    ...beginning
  }: { acknowledge?: boolean; probes?: ProbeSettings; trainer?: TfjsEngine } & Beginning = {},
) {
  const events: TrainingEvent[] = [];
  const session = new Session(1, config, trainer, probes, (event) => {
    events.push(event);
    if (acknowledge && event.kind === 'metrics') queueMicrotask(() => session.acknowledge(event.sequence));
  });
  await session.load(
    await loadDataset(config, { baseUrl: 'http://localhost/', onProgress: () => {} }),
    beginning,
  );
  const metrics = () => events.filter((event) => event.kind === 'metrics');
  return {
    session,
    events,
    metrics,
    steps: () => metrics().flatMap(({ steps }) => [...steps.step]),
    losses: () => metrics().flatMap(({ steps }) => [...steps.batchLoss]),
    evaluated: () => metrics().flatMap(({ evaluations }) => [...evaluations.step]),
    state: () => events.filter((event) => event.kind === 'state').at(-1)?.state,
    checkpoints: () => events.filter((event) => event.kind === 'checkpoint').map((event) => event.checkpoint),
  };
}

/** Something whose answers to these questions come late, as from a device; messages get in between. */
function late<T extends object>(what: T, questions: readonly (keyof T)[], wait: () => Promise<void>): T {
  return new Proxy(what, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (!questions.includes(name as keyof T)) return value.bind(target);
      return async (...asked: unknown[]) => {
        const result = await value.apply(target, asked);
        await wait();
        return result;
      };
    },
  });
}

test('a run: every step once, an evaluation before it and after each epoch, a checkpoint at the end', async () => {
  const run = await open(small);
  expect(run.state()).toBe('ready');
  run.session.train();
  await until(() => run.state() === 'finished');
  expect(run.steps()).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  expect(run.evaluated()).toEqual([0, 3, 6, 9, 12]);
  const rates = run.metrics().flatMap(({ steps }) => [...steps.learningRate]);
  expect(rates.map((rate) => Number(rate.toFixed(4)))).toEqual([
    ...Array(6).fill(0.4),
    ...Array(6).fill(0.003),
  ]);
  expect(run.checkpoints().at(-1)?.step).toBe(12);
});

test('while the page does not acknowledge, one event is out; at the end all the rest follows', async () => {
  const run = await open(small, { acknowledge: false });
  const outBefore = () =>
    run.events.findLastIndex((event) => event.kind === 'state' && event.state === 'training');
  run.session.train();
  await until(() => run.state() === 'finished');
  const early = run.events.slice(0, outBefore()).filter((event) => event.kind === 'metrics');
  expect(early.length).toBeLessThanOrEqual(1);
  expect(run.metrics()).toHaveLength(2);
  expect(run.steps()).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  expect(run.evaluated()).toEqual([0, 3, 6, 9, 12]);
});

test('steps one at a time, paused and resumed from a checkpoint: the same run', async () => {
  const whole = await open(small);
  whole.session.train();
  await until(() => whole.state() === 'finished');
  const first = await open(small);
  for (let i = 0; i < 5; i++) await first.session.stepOnce();
  first.session.train();
  await first.session.pause();
  const checkpoint = first.checkpoints().at(-1) as Checkpoint;
  expect(checkpoint.step).toBeGreaterThanOrEqual(5);
  const second = await open(small, { checkpoints: [checkpoint], resumeAt: checkpoint.step });
  expect(second.state()).toBe('paused');
  second.session.train();
  await until(() => second.state() === 'finished');
  const losses = [...first.losses().slice(0, checkpoint.step), ...second.losses()];
  expect(losses).toEqual(whole.losses());
});

test('a changed schedule acts from the next step on', async () => {
  const run = await open(small);
  await run.session.stepOnce();
  run.session.reconfigure({ ...small, learningRate: 0.125 });
  await run.session.stepOnce();
  const rates = run.metrics().flatMap(({ steps }) => [...steps.learningRate]);
  expect(rates[1]).toBe(0.125);
});

test('a loss that is no number ends the run at its step', async () => {
  const run = await open({
    ...small,
    initScale: 10,
    learningRate: 10,
    momentum: 0.99,
    weightDecay: 0.1,
    activation: 'gelu',
    epochs: 300,
    switchEpoch: 300,
  });
  run.session.train();
  await until(() => run.state() === 'diverged');
  const losses = run.losses();
  expect(losses.slice(0, -1).every(Number.isFinite)).toBe(true);
  const last = run.events.filter((event) => event.kind === 'state').at(-1);
  expect(last?.step).toBe(run.steps().at(-1));
  const count = run.steps().length;
  run.session.train();
  await run.session.stepOnce();
  expect(run.steps()).toHaveLength(count);
});

test('probes on or off: the same weights, bit for bit', async () => {
  const weights = async (probes: ProbeSettings) => {
    const run = await open({ ...small, batchNorm: true, smallMomentum: 0.9 }, { probes });
    run.session.inspect('latest');
    run.session.train();
    await until(() => run.state() === 'finished');
    const probed = run.metrics().reduce((sum, { probes: rows }) => sum + rows.step.length, 0);
    return { tensors: run.checkpoints().at(-1)?.tensors, probed };
  };
  const everything = await weights({
    kappaEvery: 1,
    landingEvery: 1,
    probeEvery: 1,
    curvatureEvery: 1,
    eigenvalues: 3,
  });
  const nothing = await weights(noProbes);
  expect([everything.probed, nothing.probed]).toEqual([12, 0]);
  expect(everything.tensors).toEqual(nothing.tensors);
});

test('a measured run: kappa where asked, probe set and curvature with their steps, what it costs', async () => {
  const trainer = new Proxy(engine, {
    get: (target, name) => {
      if (name === 'surface') return late(target.surface, ['start', 'hessianProduct'], () => pass(5));
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const run = await open(
    { ...small, epochs: 8, switchEpoch: 4 },
    {
      probes: { kappaEvery: 2, landingEvery: 4, probeEvery: 5, curvatureEvery: 130, eigenvalues: 2 },
      trainer,
    },
  );
  run.session.train();
  await until(() => run.state() === 'finished');
  const changes = run.metrics().flatMap(({ steps }) => [...steps.lossChange]);
  const kappaSteps = changes.flatMap((change, i) => (Number.isNaN(change) ? [] : [i + 1]));
  expect(kappaSteps).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24]);
  const landings = run.metrics().flatMap(({ steps }) => [...steps.landingSlope]);
  const landingSteps = landings.flatMap((slope, i) => (Number.isNaN(slope) ? [] : [i + 1]));
  expect(landingSteps).toEqual([4, 8, 12, 16, 20, 24]);
  expect(run.metrics().flatMap(({ probes }) => [...probes.step])).toEqual([5, 10, 15, 20]);
  const curvature = run.metrics().flatMap(({ curvature: rows }) => [...rows.step]);
  // At the end of the first epoch, and whenever 130 examples have become seven whole steps of 20.
  expect(curvature).toEqual([3, 7, 14, 21]);
  const shares = run.events.flatMap((event) => (event.kind === 'state' ? [event.probeShare] : []));
  expect(shares.at(-1)).toBeGreaterThan(0);
  expect(Math.max(...shares)).toBeLessThanOrEqual(1);
});

test('measuring is changed, and a step is picked, in the middle of a batch of steps', async () => {
  const events: TrainingEvent[] = [];
  let during = () => {};
  const slow = late(engine, ['advance'], async () => {
    await pass(5);
    during();
  });
  const session = new Session(1, { ...small, epochs: 30 }, slow, noProbes, (event) => {
    events.push(event);
    if (event.kind === 'metrics') queueMicrotask(() => session.acknowledge(event.sequence));
  });
  await session.load(await loadDataset(small, { baseUrl: 'http://localhost/', onProgress: () => {} }));
  let turns = 0;
  during = () => {
    turns++;
    session.setProbes(turns % 2 ? { ...defaultProbes, probeEvery: 1 } : noProbes);
    if (turns === 3) session.inspect('latest');
    if (turns === 4) session.inspect(2);
  };
  session.train();
  await until(() => events.some((event) => event.kind === 'state' && event.state === 'finished'));
  expect(events.filter((event) => event.kind === 'failed')).toEqual([]);
  const views = events.filter((event) => event.kind === 'step-view').map(({ view }) => view.step);
  expect(views).toContain(2);
  expect(views).toHaveLength(2);
});

test('the evaluation goes out with the steps that end its epoch, whenever the page acknowledges', async () => {
  const events: TrainingEvent[] = [];
  const config = { ...small, epochs: 30 };
  // The acknowledgement of earlier rows arrives while the splits are evaluated.
  const slow = late(engine, ['evaluate'], () => pass(20));
  const session = new Session(1, config, slow, noProbes, (event) => {
    events.push(event);
    if (event.kind === 'metrics') setTimeout(() => session.acknowledge(event.sequence), 10);
  });
  await session.load(await loadDataset(config, { baseUrl: 'http://localhost/', onProgress: () => {} }));
  session.train();
  await until(() => events.some((event) => event.kind === 'state' && event.state === 'finished'));
  const sent = events.filter((event) => event.kind === 'metrics');
  expect(sent.length).toBeGreaterThan(10);
  for (const { steps, evaluations } of sent.slice(1)) {
    expect([...evaluations.step]).toEqual([...steps.step].filter((step) => step % 3 === 0));
  }
});

test('decision regions: of points in the plane only; other data is not asked', async () => {
  const grid = { size: 8, low: -1, high: 1 };
  const plane = await open(small);
  await plane.session.showRegions('latest', grid);
  const shown = plane.events.find((event) => event.kind === 'regions');
  expect(shown?.regions).toMatchObject({ step: 0, grid });
  expect(shown?.regions.certainty.every((p) => p >= 0.5 && p <= 1)).toBe(true);
  const signals = await open({ ...small, dataset: 'mnist1d' });
  await signals.session.showRegions('latest', grid);
  expect(signals.events.filter((event) => event.kind === 'regions' || event.kind === 'failed')).toEqual([]);
});

test('an evaluation is announced as long work before it begins', async () => {
  const heard: (string | undefined)[] = [];
  let events: TrainingEvent[] = [];
  const trainer = new Proxy(engine, {
    get: (target, name) => {
      if (name === 'evaluate' && events.length > 0) heard.push(events.at(-1)?.kind);
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const run = await open(small, { trainer });
  events = run.events;
  run.session.train();
  await until(() => run.state() === 'finished');
  // Both splits after each of four epochs, at least.
  expect(heard.length).toBeGreaterThanOrEqual(8);
  expect(new Set(heard)).toEqual(new Set(['busy']));
});
