import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig, type RunConfig } from '../training/config';
import { validConfigs } from '../training/config.arbitrary';
import { difference } from './difference';
import type { Pairs } from './quantities';
import { RunData } from './run-data';
import { newEntry } from './run-list';
import { bandOf, seedGroups } from './seed-bands';

const run = (config: Partial<RunConfig>, origin: 'run' | 'log' = 'run') =>
  newEntry([], new RunData({ ...defaultConfig, ...config }, 10, origin));

describe('seeds of one configuration', () => {
  it('are taken together in the order of their first runs', () => {
    const [a, b, c, d] = [
      { seed: 1 },
      { seed: 1, momentum: 0.5 },
      { seed: 2 },
      { seed: 2, momentum: 0.5 },
    ].map((config) => run(config));
    expect(seedGroups([a, b, c, d])).toEqual([
      [a, c],
      [b, d],
    ]);
  });

  it('are no more for the same seed once again', () => {
    const [a, b, again] = [{ seed: 1 }, { seed: 2 }, { seed: 1 }].map((config) => run(config));
    expect(seedGroups([a, b, again])).toEqual([[a, b], [again]]);
  });

  it('need the same live changes at the same steps', () => {
    const runs = [1, 2, 3, 4].map((seed) => run({ seed }));
    const change = (i: number, step: number, momentum: number) =>
      runs[i].data.change({ step, config: { ...runs[i].data.initial, momentum } });
    change(1, 5, 0.9);
    change(2, 5, 0.9);
    change(3, 6, 0.9);
    expect(seedGroups(runs)).toEqual([[runs[0]], [runs[1], runs[2]], [runs[3]]]);
  });

  it('are not known of logs', () => {
    const logs = [run({ seed: 1 }, 'log'), run({ seed: 2 }, 'log')];
    expect(seedGroups(logs)).toEqual(logs.map((log) => [log]));
  });

  it('are together exactly when no difference but the seed is told', () => {
    const other = fc.record({ epochs: fc.constantFrom(60, 80), width: fc.constantFrom(100, 50) });
    fc.assert(
      fc.property(validConfigs, other, other, (base, one, two) => {
        const [a, b] = [
          { ...base, ...one, seed: 1 },
          { ...base, ...two, seed: 2 },
        ];
        expect(seedGroups([run(a), run(b)]).length === 1).toBe(difference(a, b) === 'seed 2');
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('band', () => {
  const pairs = (rows: readonly (readonly [step: number, x: number, y: number])[]): Pairs => ({
    step: Float32Array.from(rows, ([step]) => step),
    x: Float32Array.from(rows, ([, x]) => x),
    y: Float32Array.from(rows, ([, , y]) => y),
  });

  it('is the median and everything for a few runs', () => {
    const runs = [1, 3, 8].map((y) => pairs([[10, y * 2, y]]));
    expect(bandOf(runs)).toEqual([{ step: 10, x: 6, y: 3, low: 1, high: 8 }]);
  });

  it('is the median and the middle half from five runs on', () => {
    const runs = [9, 1, 3, 5, 7].map((y) => pairs([[10, 1, y]]));
    expect(bandOf(runs)).toEqual([{ step: 10, x: 1, y: 5, low: 3, high: 7 }]);
  });

  it('is at the steps that all runs have, and there only', () => {
    const row = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 25 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (runs) => {
        const band = bandOf(
          runs.map((steps) => pairs(steps.sort((a, b) => a - b).map((s) => [s, s, 2 * s]))),
        );
        const common = runs[0].filter((step) => runs.every((steps) => steps.includes(step)));
        expect(band).toEqual(
          common.map((step) => ({ step, x: step, y: 2 * step, low: 2 * step, high: 2 * step })),
        );
      }),
      { numRuns: 300, seed: 1 },
    );
    expect(bandOf([])).toEqual([]);
  });
});
