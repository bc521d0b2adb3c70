/** A process that trains one job after the other as its parent asks; arguments: cache folder, address of the data. */
import { startEngine } from '../headless';
import type { TrainJob } from './job';
import { keepOutcome } from './outcomes';
import { trainJob } from './train-job';

export interface Order {
  job: TrainJob;
  key: string;
  app: string;
}
/** Without an error the outcome is in the cache. */
export interface Answer {
  error?: string;
}

const [folder, baseUrl] = process.argv.slice(2);
const engine = startEngine();
// The engine's own failure is told with the first job.
engine.catch(() => {});

process.on('message', async ({ job, key, app }: Order) => {
  let answer: Answer = {};
  try {
    keepOutcome(folder, key, await trainJob(await engine, job, { app, baseUrl }));
  } catch (error) {
    answer = { error: (error as Error).message };
  }
  process.send?.(answer);
});
// Nobody waits for it any more.
process.on('disconnect', () => process.exit());
