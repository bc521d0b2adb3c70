import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyTable, stepColumns } from '../training/columns';
import { defaultConfig } from '../training/config';
import { binOf, binWidth, innerBins, landingCounts, newestLandings, totalOf } from './landing-counts';
import { RunData } from './run-data';

function append(data: RunData, landings: readonly number[]): void {
  const first = data.steps.length + 1;
  const steps = emptyTable(stepColumns, landings.length);
  landings.forEach((p, i) => {
    steps.step[i] = first + i;
    [steps.batchLoss[i], steps.slope[i], steps.lossChange[i]] = [1, -1, -0.5];
    steps.landingSlope[i] = p - 1;
  });
  data.append({ steps });
  data.settle();
}

/** Each count by its definition. */
const plain = (landings: readonly number[]) =>
  Array.from({ length: innerBins + 2 }, (_, bin) => {
    const low = bin === 0 ? Number.NEGATIVE_INFINITY : (bin - 1) * binWidth;
    const high = bin === innerBins + 1 ? Number.POSITIVE_INFINITY : bin * binWidth;
    return landings.filter((p) => p >= low && p < high).length;
  });

// Away from the borders, where 32-bit numbers fall to either side.
const landing = fc.integer({ min: -30, max: 60 }).map((n) => n / 20 + 0.03);

it('counts each landing once, also as they come and after the run was cut back', () => {
  fc.assert(
    fc.property(fc.array(landing), fc.array(landing), fc.nat(20), (one, two, kept) => {
      const data = new RunData(defaultConfig, 10);
      append(data, one);
      expect([...landingCounts(data)]).toEqual(plain(one));
      append(data, two);
      expect([...landingCounts(data)]).toEqual(plain([...one, ...two]));
      data.truncateAfter(kept);
      const left = [...one, ...two].slice(0, kept);
      expect([...landingCounts(data)]).toEqual(plain(left));
      append(data, two);
      expect([...landingCounts(data)]).toEqual(plain([...left, ...two]));
      expect([...newestLandings(data, 5)]).toEqual(plain([...left, ...two].slice(-5)));
    }),
  );
});

it('puts borders into the bin above, and what lies beyond at the ends', () => {
  expect([-0.01, 0, 0.1, 1, 2.4999, 2.5, 1e9].map(binOf)).toEqual([0, 1, 2, 11, 25, 26, 26]);
});

it('counts no step that was not measured or led uphill', () => {
  const data = new RunData(defaultConfig, 10);
  append(data, [0.5, Number.NaN, 1.5]);
  expect(totalOf(landingCounts(data))).toBe(2);
  expect(totalOf(newestLandings(data, 1))).toBe(1);
});
