import { describe, expect, it } from 'vitest';
import { type Contestant, makeTask } from './contestant';
import { convNet } from './convnet-peer';
import { checkSame, lossAfterStart } from './same-work';
import { inTurns } from './turns';

const task = makeTask();

describe('a contestant', () => {
  it('that learns on all batches passes, and takes the same way every time', async () => {
    const after = await lossAfterStart(convNet(task));
    expect(after).toBeLessThan(Math.log(10));
    checkSame(await lossAfterStart(convNet(task)), after);
  });

  it('that does not learn, or begins elsewhere, is told apart', async () => {
    const idle: Contestant = { ...convNet(task), train: async () => {} };
    await expect(lossAfterStart(idle)).rejects.toThrow(/before and .* after 20 steps/);
    const elsewhere: Contestant = { ...idle, loss: async () => 4 };
    await expect(lossAfterStart(elsewhere)).rejects.toThrow('first loss 4.0000, not about 2.3026');
  });

  it('that takes other batches ends elsewhere', async () => {
    const after = await lossAfterStart(convNet(task));
    const other = await lossAfterStart(convNet({ ...task, batches: [...task.batches].reverse() }));
    expect(() => checkSame(other, after)).toThrow(/that of the others/);
  });

  it('that fails in a turn leaves its error and the others race on', async () => {
    const runs: Contestant = {
      networks: 4,
      train: (steps) => new Promise((done) => setTimeout(done, steps)),
      loss: async () => 0,
      dispose() {},
    };
    const fails: Contestant = { ...runs, train: () => Promise.reject(new Error('lost')) };
    const results = await inTurns(new Map(Object.entries({ runs, fails })), 3, 20);
    expect(results.get('fails')).toEqual(new Error('lost'));
    expect(results.get('runs')).toBeGreaterThan(1000);
  });
});
