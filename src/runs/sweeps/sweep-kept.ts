/** The last sweep in the browser's storage, so that it goes on after a reload. Never rejects: it then is not kept. */
import { openDB } from 'idb';
import * as v from 'valibot';
import { parseConfig } from '../../training/config';
import { jobsOf, type Sweep, type SweepJob, type SweepResult, sweepFields } from '../../training/sweep/sweep';
import { within } from '../../training/within';
import type { SweepPlan } from './sweep-plan';

export interface KeptSweep {
  sweep: Sweep;
  plan: SweepPlan;
  results: (Pick<SweepJob, 'x' | 'y' | 'seed'> & { result: SweepResult })[];
  /** What trained it, in words, and for how long, seconds. */
  engine: string;
  seconds: number;
  cancelled: boolean;
}

export interface SweepKeeping {
  save(kept: KeptSweep): void;
  load(): Promise<KeptSweep | undefined>;
  /** The last save reached the storage, or there was none. */
  isKept(): boolean;
}

const number = v.number();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const field = v.picklist(sweepFields);
const axisSchema = v.object({ field, values: v.array(v.pipe(v.number(), v.finite())) });
/** Stored numbers may be NaN, which valibot's `number` refuses: also those of a plan, where somebody typed words. */
const anyNumber = v.custom<number>((value) => typeof value === 'number');
const axisPlan = v.object({ field, low: anyNumber, high: anyNumber, count: anyNumber });
const kind = v.picklist(['grid', 'random']);
const schema = v.object({
  version: v.literal(1),
  sweep: v.object({
    base: v.unknown(),
    kind,
    x: axisSchema,
    y: axisSchema,
    also: v.array(axisSchema),
    seeds: v.array(whole),
    targetLoss: number,
  }),
  plan: v.object({
    schedule: v.string(),
    epochs: anyNumber,
    kind,
    x: axisPlan,
    y: axisPlan,
    points: anyNumber,
    also: v.array(field),
    seeds: anyNumber,
    targetLoss: anyNumber,
  }),
  results: v.array(
    v.object({
      x: whole,
      y: whole,
      seed: whole,
      result: v.object({
        trainLoss: anyNumber,
        testLoss: anyNumber,
        testAccuracy: anyNumber,
        largeKappa: anyNumber,
        kappa: anyNumber,
        stepsToTarget: anyNumber,
        divergedAt: anyNumber,
      }),
    }),
  ),
  engine: v.string(),
  seconds: number,
  cancelled: v.optional(v.boolean(), false),
});

/** It holds one sweep of a few thousand numbers. */
const storageSeconds = 10;
const storage = 'The browser’s storage';

export function openSweepKeeping(): SweepKeeping {
  const database =
    typeof indexedDB === 'undefined'
      ? Promise.resolve(undefined)
      : within(
          storageSeconds,
          openDB('two-regimes-sweeps', 1, {
            upgrade: (opened) => void opened.createObjectStore('sweeps'),
          }),
          storage,
        ).catch(() => undefined);
  const key = 'last';
  let isKept = true;
  const put = async (kept: KeptSweep) => {
    const open = await database;
    await open?.put('sweeps', { version: 1, ...kept }, key);
    return open !== undefined;
  };
  return {
    isKept: () => isKept,
    save: (kept) =>
      void put(kept)
        .catch(() => false)
        .then((done) => {
          isKept = done;
        }),
    load: () =>
      database
        .then((open) => open && within(storageSeconds, open.get('sweeps', key), storage))
        .then(checked)
        .catch(() => undefined),
  };
}

/** A stored value as a sweep, if it still is one that this version can go on with. */
export function checked(value: unknown): KeptSweep | undefined {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) return;
  const { sweep, plan, results, ...rest } = parsed.output;
  const base = parseConfig(sweep.base);
  if (!base.ok) return;
  const whole: Sweep = { ...sweep, base: base.config };
  if (!jobsOf(whole).ok) return;
  const { version: _, ...others } = rest;
  return { sweep: whole, plan: plan as SweepPlan, results, ...others };
}
