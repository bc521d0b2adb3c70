/** Random damage to kept checkpoints: exactly the damaged ones are passed over and told. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  checkpointAt,
  closeTabs,
  freshDatabase,
  newData,
  openTab,
  raw,
  runOf,
  takeSteps,
} from './storage.arbitrary';

beforeEach(freshDatabase);
afterEach(closeTabs);

/** Three weights in two arrays, their velocities, and a running statistic. */
const sizes = [2, 1, 2, 1, 4];
const facts = { stepsPerEpoch: 20, trainSize: 40, testSize: 10, classes: 2, parameters: 3 };
const steps = [10, 20, 30, 40, 50, 60];

type Stored = { run: string; step: number; tensors: Float32Array[] };
const place = fc.nat();
const harms: fc.Arbitrary<(stored: Stored) => unknown> = fc.oneof(
  fc
    .record({
      at: place,
      value: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    })
    .map(({ at, value }) => ({ tensors, ...rest }: Stored) => {
      const tensor = tensors[at % tensors.length];
      tensor[at % tensor.length] = value;
      return { ...rest, tensors };
    }),
  place.map((at) => ({ tensors, ...rest }: Stored) => ({
    ...rest,
    tensors: tensors.map((each, i) => (i === at % 4 ? each.slice(1) : each)),
  })),
  place.map((at) => ({ tensors, ...rest }: Stored) => ({ ...rest, tensors: tensors.toSpliced(at % 4, 1) })),
  fc.constant(({ tensors, ...rest }: Stored) => ({
    ...rest,
    tensors: tensors.map((each) => Float64Array.from(each)),
  })),
  fc.constant(({ tensors: _, ...rest }: Stored) => rest),
  fc.constant(() => undefined),
);

it('is found, one checkpoint at a time or in all but one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(steps.length - 1), { maxLength: steps.length }),
      fc.array(harms, { minLength: steps.length, maxLength: steps.length }),
      async (which, how) => {
        freshDatabase();
        const keeper = await openTab();
        const data = newData();
        takeSteps(data, 60);
        for (const step of steps)
          await keeper.saveCheckpoint(runOf(data, { facts }), checkpointAt(step, sizes));
        for (const i of which) {
          const stored = await raw<Stored>('checkpoints', (store) => store.get(['a', steps[i]]));
          const harmed = how[i](stored);
          if (harmed) await raw('checkpoints', (store) => store.put(harmed));
          else await raw('checkpoints', (store) => store.delete(['a', steps[i]]));
        }
        let told: readonly number[] = [];
        const read = await keeper.checkpoints('a', (each) => {
          told = each;
        });
        const harmed = which.map((i) => steps[i]).sort((a, b) => a - b);
        expect(told).toEqual(harmed);
        expect(read.map(({ step }) => step)).toEqual(steps.filter((step) => !harmed.includes(step)));
        closeTabs();
      },
    ),
    { numRuns: 60, seed: 3 },
  );
});
