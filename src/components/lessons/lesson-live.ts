/** The one lab that the lessons train in, made when a lesson is first opened. Nothing of it is kept or in the person's runs. */
import { createLive, type Live } from '../../lessons/live';
import { createLab, type Lab } from '../../runs/lab-store';
import { isAtWork } from '../../runs/run-list';
import { putAtStake } from '../page/at-stake';
import { spawnTraining } from '../page/spawn-training';
import type { Surroundings } from '../page/surroundings';

let live: Live | undefined;

export function liveOf({ wish, baseUrl }: Surroundings): Live {
  live ??= start(createLab({ spawn: spawnTraining, wish, baseUrl }));
  return live;
}

function start(lab: Lab): Live {
  putAtStake({
    trains: () => lab.getState().runs.some(isAtWork),
    // Nothing of it is kept, and a page that is loaded again trains it again.
    isKept: () => lab.getState().runs.length === 0,
    settle: async () => (await lab.getState().settle()).goOn,
  });
  return createLive(lab);
}
