/** A sweep as CSV: a row for each run, with its configuration on the axes and what it came to. Pure. */
import { jobsOf, type Sweep, type SweepResult } from '../../training/sweep/sweep';
import type { SweepResults } from './sweep-results';

const resultColumns = [
  'trainLoss',
  'testLoss',
  'testAccuracy',
  'largeKappa',
  'kappa',
  'stepsToTarget',
  'divergedAt',
] as const satisfies (keyof SweepResult)[];

/** Rows in the order of points, then seeds; numbers that are none are empty, as are runs that are not over. */
export function sweepCsv(sweep: Sweep, results: SweepResults): string {
  const { x, y, also } = sweep;
  const varied = [x.field, y.field, ...(sweep.kind === 'random' ? also.map(({ field }) => field) : [])];
  const listed = jobsOf(sweep);
  const configs = new Map(
    listed.ok ? listed.jobs.map((job) => [`${job.x} ${job.y} ${job.seed}`, job.config]) : [],
  );
  const rows = [...results.all()]
    .sort(([a], [b]) => a.y - b.y || a.x - b.x || a.seed - b.seed)
    .map(([place, result]) => {
      const config = configs.get(`${place.x} ${place.y} ${place.seed}`);
      const cells = [
        ...varied.map((field) => config?.[field] ?? Number.NaN),
        place.seed,
        ...resultColumns.map((column) => result[column]),
      ];
      return cells.map((value) => (Number.isNaN(value) ? '' : String(value))).join(',');
    });
  return [[...varied, 'seed', ...resultColumns].join(','), ...rows, ''].join('\n');
}
