/** The one lab that the lessons train in, made when a lesson is first opened. Nothing of it is kept or in the person's runs. */
import { createLive, type Live } from '../../lessons/live';
import { createLab } from '../../runs/lab-store';
import { spawnTraining } from '../page/spawn-training';
import type { Surroundings } from '../page/surroundings';

let live: Live | undefined;

export function liveOf({ wish, baseUrl }: Surroundings): Live {
  live ??= createLive(createLab({ spawn: spawnTraining, wish, baseUrl }));
  return live;
}
