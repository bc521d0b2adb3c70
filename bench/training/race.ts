/**
 * All ways to train the network of the bench, in turns: our engines and fused kernels, tfjs bare and by `model.fit`,
 * jax-js and ConvNetJS. One that does other work, or fails, has an error in place of a speed.
 */
import type { Engine } from '../../src/training/engines/engine';
import { FusedEngine } from '../../src/training/engines/fused/fused-engine';
import { TfjsEngine } from '../../src/training/engines/tfjs/tfjs-engine';
import type { EngineInfo } from '../../src/training/protocol';
import type { Contestant, Task } from './contestant';
import { convNet } from './convnet-peer';
import { jaxStep } from './jax-peer';
import { manyNetworks } from './many-networks';
import { ownEngine } from './own';
import { checkSame, lossAfterStart } from './same-work';
import { bareLoop, modelFit, onBackend, type TfjsBackend } from './tfjs-peers';
import { inTurns } from './turns';

export type Kind = 'fused' | 'side by side' | 'ours' | 'bare' | 'fit' | 'jax' | 'convnet';

export interface Speed {
  kind: Kind;
  /** Where it computes; ConvNetJS in plain JavaScript. */
  on: TfjsBackend | 'cpu';
  networks: number;
  /** Network-steps per second, or why there are none. */
  perSecond?: number;
  error?: string;
}

interface Entry extends Speed {
  make(): Promise<Contestant>;
}

/** Networks side by side that race with the others: 64 are many for a processor, and few for a graphics card. */
const countsOn = (software: boolean) => (software ? [64] : [64, 1024]);

export interface Pace {
  turns: number;
  /** Milliseconds of one turn of one contestant. */
  turnMs: number;
}

/** Both backends of tfjs have been started; what they said of themselves is in `infos`. */
export async function race(
  infos: Record<TfjsBackend, EngineInfo>,
  task: Task,
  { turns, turnMs }: Pace,
): Promise<Speed[]> {
  const entries = entriesOf(infos, task);
  const running = new Map<Entry, Contestant>();
  let reference: number | undefined;
  for (const entry of entries) {
    try {
      const contestant = await entry.make();
      const after = await lossAfterStart(contestant);
      // Our engines draw the order of the rows as a run does: the same amount of work, other batches.
      const ownOrder = entry.kind === 'ours' || entry.kind === 'fused';
      if (!ownOrder) {
        reference ??= after;
        checkSame(after, reference);
      }
      running.set(entry, contestant);
    } catch (error) {
      entry.error = wordsOf(error);
    }
  }
  const speeds = await inTurns(running, turns, turnMs);
  for (const [entry, speed] of speeds) {
    if (speed instanceof Error) entry.error = wordsOf(speed);
    else entry.perSecond = speed;
    running.get(entry)?.dispose();
  }
  return entries.map(({ make: _, ...speed }) => speed);
}

/** ConvNetJS first: the loss of the one in double precision is what the others are held against. */
function entriesOf(infos: Record<TfjsBackend, EngineInfo>, task: Task): Entry[] {
  const own = (kind: Kind, on: TfjsBackend, engine: () => Engine): Entry => ({
    kind,
    on,
    networks: 1,
    make: () => onBackend(on, () => ownEngine(engine(), task)),
  });
  const onEach = (on: TfjsBackend): Entry[] => [
    own('ours', on, () => new TfjsEngine(infos[on])),
    { kind: 'bare', on, networks: 1, make: () => onBackend(on, () => bareLoop(task)) },
    { kind: 'fit', on, networks: 1, make: () => onBackend(on, () => modelFit(task)) },
    { kind: 'jax', on, networks: 1, make: () => jaxStep(on, task) },
  ];
  const { software } = infos.webgpu;
  return [
    { kind: 'convnet', on: 'cpu', networks: 1, make: async () => convNet(task) },
    own('fused', 'webgpu', () => new FusedEngine(new TfjsEngine(infos.webgpu))),
    ...countsOn(software).map((count): Entry => {
      const networks = { count, width: task.start[0].outputs, batch: task.batches[0].labels.length };
      const make = () => manyNetworks(networks, task.dataset, software);
      return { kind: 'side by side', on: 'webgpu', networks: count, make: () => onBackend('webgpu', make) };
    }),
    ...onEach('webgpu'),
    ...onEach('wasm'),
  ];
}

const wordsOf = (error: unknown) => (error as Error)?.message ?? String(error);
