/** What a crash of the tab leaves of a run that trained: its last checkpoint. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '../../training/config';
import {
  bitsOf,
  checkpointAt,
  closeTabs,
  freshDatabase,
  newData,
  openTab,
  raw,
  reloaded,
  runOf,
  takeSteps,
} from './storage.arbitrary';

beforeEach(freshDatabase);
afterEach(closeTabs);

describe('a run that was training when the page ended', () => {
  it('comes back as it was at its last checkpoint, with its live changes', async () => {
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 150);
    data.change({ step: 120, config: { ...defaultConfig, learningRate: 0.05 } });
    await keeper.save(runOf(data, { state: 'training' }), checkpointAt(100));
    const [run] = (await reloaded()).runs;
    expect([run.state, run.step, run.interrupted]).toEqual(['paused', 100, true]);
    expect(bitsOf(run.data)).toEqual(bitsOf(data, 100));
    expect(run.data.changes).toEqual(data.changes);
  });

  it('without a checkpoint begins anew, a fork where it began', async () => {
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 150);
    await keeper.save(runOf(data, { state: 'training' }));
    await keeper.save(
      runOf(data, { id: 'fork', state: 'training', created: 2000, parent: { id: 'a', step: 90 } }),
    );
    const { runs } = await reloaded();
    expect(runs.map(({ state, step, interrupted }) => [state, step, interrupted])).toEqual([
      ['ready', 0, true],
      ['paused', 90, true],
    ]);
  });

  it('can go on from there and is kept as it becomes', async () => {
    const data = newData();
    takeSteps(data, 3000);
    await (await openTab()).save(runOf(data, { state: 'training' }), checkpointAt(2500));
    const next = await openTab();
    const [run] = (await next.loadAll()).runs;
    takeSteps(run.data, 10);
    await next.save({ ...run, state: 'training', step: 2510 }, checkpointAt(2505));
    const [last] = (await reloaded()).runs;
    expect(bitsOf(last.data)).toEqual(bitsOf(run.data, 2505));
  });

  it('never has a checkpoint whose rows had not all come', async () => {
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 100);
    await keeper.save(runOf(data, { state: 'training' }), checkpointAt(80));
    await keeper.save(runOf(data, { state: 'training' }), checkpointAt(101));
    expect((await reloaded()).runs[0].step).toBe(80);
    takeSteps(data, 1);
    await keeper.save(runOf(data, { state: 'training' }));
    expect((await reloaded()).runs[0].step).toBe(101);
    await keeper.save(runOf(data, { state: 'paused' }));
    const [run] = (await reloaded()).runs;
    expect([run.step, run.interrupted]).toEqual([101, false]);
    expect((await keeper.checkpoints('a')).map(({ step }) => step)).toEqual([101]);
  });
});

it('a run that rested is not taken back behind where it rested', async () => {
  const keeper = await openTab();
  const data = newData();
  takeSteps(data, 100);
  await keeper.save(runOf(data));
  takeSteps(data, 20);
  // Its checkpoint did not come before the page ended.
  await keeper.save(runOf(data, { state: 'training' }));
  const [run] = (await reloaded()).runs;
  expect([run.step, run.interrupted]).toEqual([100, true]);
});

describe('checkpoints', () => {
  it('come back bit for bit: those of the grid and the latest', async () => {
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 100);
    const points = [20, 30, 40, 55, 60].map((step) => checkpointAt(step));
    for (const point of points) {
      if (point.step % 20 === 0) await keeper.saveCheckpoint(runOf(data), point);
      else await keeper.save(runOf(data), point);
    }
    await keeper.save(runOf(data), checkpointAt(77));
    const back = await (await openTab()).checkpoints('a');
    expect(back.map(({ step }) => step)).toEqual([20, 40, 60, 77]);
    const bits = ({ tensors }: (typeof back)[number]) =>
      tensors.map((each) => [...new Uint32Array(each.buffer)]);
    expect(back.slice(0, 3).map(bits)).toEqual([points[0], points[2], points[4]].map(bits));
  });

  it('of arrays that are parts of others are stored without the others', async () => {
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 10);
    const tensors = [new Float32Array(1000).subarray(10, 14)];
    await keeper.save(runOf(data), { step: 5, tensors });
    const [stored] = await raw('checkpoints', (store) => store.getAll());
    expect(stored.tensors[0].buffer.byteLength).toBe(16);
  });

  it('after the step a run was taken back to are forgotten', async () => {
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 100);
    for (const step of [20, 40, 60]) await keeper.saveCheckpoint(runOf(data), checkpointAt(step));
    // One that waits for its rows, and whose steps are then taken in another way.
    await keeper.save(runOf(data, { state: 'training' }), checkpointAt(100));
    data.truncateAfter(40);
    takeSteps(data, 80);
    await keeper.save(runOf(data, { state: 'training' }));
    expect((await keeper.checkpoints('a')).map(({ step }) => step)).toEqual([20, 40]);
  });

  it('that are damaged are left out', async () => {
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 100);
    for (const step of [20, 40, 60, 80]) await keeper.saveCheckpoint(runOf(data), checkpointAt(step));
    await raw('checkpoints', (store) => store.put({ run: 'a', step: 20, tensors: 'none' }));
    await raw('checkpoints', (store) => store.put({ run: 'a', step: 40, tensors: [new Float32Array(5)] }));
    expect((await keeper.checkpoints('a')).map(({ step }) => step)).toEqual([60, 80]);
    expect(await keeper.checkpoints('none')).toEqual([]);
  });
});
