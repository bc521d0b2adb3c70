/** The one way to start a worker: its program is a part of the site that may not arrive. */
import { LostPart, reportLoss } from './load';

/** What a worker's entry posts once its program is there, for who asks it something. */
export const started = 'started';

const losses = new WeakMap<Worker, LostPart>();

/** The loss of a worker's program, where that is why it failed. */
export const lossOf = (worker: Worker): LostPart | undefined => losses.get(worker);

/**
 * Starts a worker with a function that only makes it. Browsers say that its script did not come by an error without a
 * message, and only that; the page then hears of the loss, whoever else listens.
 */
export function startWorker(what: string, make: () => Worker): Worker {
  const worker = make();
  const heard = () => worker.removeEventListener('error', failed);
  const failed = ({ message }: ErrorEvent) => {
    if (!message) losses.set(worker, reportLoss(new LostPart(what)));
  };
  worker.addEventListener('message', heard, { once: true });
  worker.addEventListener('error', failed, { once: true });
  return worker;
}
