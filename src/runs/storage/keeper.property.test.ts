/** Random sequences of what can happen to a run, against a plain copy of what was last kept. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openKeeper } from './keeper';
import type { KeptRun, RunKeeper } from './kept-run';
import {
  bitsOf,
  checkpointAt,
  failPuts,
  freshDatabase,
  newData,
  runOf,
  takeSteps,
} from './storage.arbitrary';

type Action =
  | { kind: 'steps'; count: number }
  | { kind: 'back'; share: number }
  | { kind: 'save'; training: boolean; checkpoint: number | undefined; lasting: boolean }
  | { kind: 'crash'; writes: number }
  | { kind: 'rename'; name: string }
  | { kind: 'reload' };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const actions: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('steps'), count: fc.integer({ min: 0, max: 900 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('steps'), count: fc.integer({ min: 900, max: 5000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('back'), share }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('save'),
      training: fc.boolean(),
      checkpoint: fc.option(share, { nil: undefined }),
      lasting: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash'), writes: fc.integer({ min: 0, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename'), name: fc.string() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reload') }) },
) as fc.Arbitrary<Action>;

interface Kept {
  name: string;
  step: number;
  bits: ReturnType<typeof bitsOf>;
}

/** What should be found after a reload: all rows at rest, otherwise those to the last checkpoint or rest. */
function expected(run: KeptRun, points: ReadonlyMap<number, unknown>, rested: number): Kept {
  const last = run.state === 'training' ? Math.max(rested, ...points.keys()) : run.step;
  return { name: run.name, step: last, bits: bitsOf(run.data, last) };
}

async function play(script: readonly Action[]): Promise<void> {
  freshDatabase();
  let keeper: RunKeeper = await openKeeper();
  let run: KeptRun = runOf(newData());
  let kept: Kept | undefined;
  /** Step at which it was last saved at rest. */
  let rested = 0;
  /** Steps of the checkpoints that must be there: few enough that none is thinned out. */
  let points = new Map<number, boolean>();
  for (const action of script) {
    const { data } = run;
    const end = data.steps.last('step') ?? 0;
    switch (action.kind) {
      case 'steps':
        takeSteps(data, action.count);
        break;
      case 'back':
        data.truncateAfter(Math.floor(action.share * end));
        points = new Map([...points].filter(([step]) => step <= Math.floor(action.share * end)));
        break;
      case 'save': {
        run = { ...run, state: action.training ? 'training' : 'paused', step: end };
        const step = action.checkpoint === undefined ? 0 : Math.floor(action.checkpoint * end);
        const isNew = step > 0 && step <= end && !points.has(step);
        const point = isNew ? checkpointAt(step) : undefined;
        const result = await (action.lasting && point
          ? keeper.saveCheckpoint(run, point)
          : keeper.save(run, point));
        expect(result).toEqual({ ok: true });
        if (point) points.set(step, action.lasting);
        const newest = Math.max(...points.keys());
        points = new Map([...points].filter(([at, lasting]) => lasting || at === newest));
        rested = action.training ? Math.min(rested, end) : end;
        kept = expected(run, points, rested);
        break;
      }
      case 'crash': {
        const heal = failPuts('UnknownError', action.writes);
        const result = await keeper.save({ ...run, state: 'paused', step: end });
        heal();
        // With so many writes allowed it may have been whole.
        if (result.ok) {
          rested = end;
          kept = expected({ ...run, state: 'paused', step: end }, points, rested);
        }
        break;
      }
      case 'rename':
        run = { ...run, name: action.name };
        await keeper.update('a', { name: action.name });
        if (kept) kept.name = action.name;
        break;
      case 'reload': {
        keeper.close();
        keeper = await openKeeper();
        const { runs, problems } = await keeper.loadAll();
        expect(problems).toEqual([]);
        expect(runs.length).toBe(kept ? 1 : 0);
        const found = runs[0];
        if (!kept || !found) {
          run = runOf(newData(), { name: run.name });
          points = new Map();
          rested = 0;
          break;
        }
        expect({ name: found.name, step: found.step, bits: bitsOf(found.data) }).toEqual(kept);
        const steps = (await keeper.checkpoints('a')).map(({ step }) => step);
        // Checkpoints that were taken back in memory only are there until the next save.
        expect(steps).toEqual(expect.arrayContaining([...points.keys()]));
        points = new Map(steps.map((step) => [step, points.get(step) ?? true]));
        run = found;
        break;
      }
    }
  }
  keeper.close();
}

describe('a kept run', () => {
  it('is what was last saved, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(actions, { minLength: 1, maxLength: 25 }), (script) =>
        play([...script, { kind: 'reload' }]),
      ),
      { numRuns: 150, seed: 4 },
    );
  });
});
