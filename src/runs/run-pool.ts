/**
 * The workers of the page and what is kept of every run: a few runs train at once, the others wait where they are
 * and are loaded again from a checkpoint when somebody wants to go on with them.
 */
import { CheckpointHistory } from '../training/checkpoint-history';
import type { Checkpoint, Command } from '../training/protocol';
import type { ConnectionOptions, Host } from './connection-host';
import { RunConnection } from './run-connection';

/** Runs that train at once: a worker each, and small machines have two cores. */
const mostAtOnce = 2;
/** What is kept of one run in memory. */
const mostCheckpoints = 48;
const mostBytes = 10 * 2 ** 20;

type PoolHost = Omit<Host, 'checkpoints' | 'keep' | 'fetched'> & {
  /** What is kept of a run that is not in memory. */
  fetch(id: string): Promise<Checkpoint[]>;
  /** A checkpoint of a run has arrived. */
  onCheckpoint(id: string, checkpoint: Checkpoint, lasting: boolean): void;
};

interface Kept {
  lasting: CheckpointHistory;
  latest: Checkpoint | undefined;
}

export class RunPool {
  private readonly connections: RunConnection[] = [];
  private readonly kept = new Map<string, Kept>();
  private readonly parents = new Map<string, { id: string; step: number }>();
  private readonly fetching = new Map<string, Promise<void>>();

  constructor(
    private readonly options: ConnectionOptions,
    private readonly host: PoolHost,
  ) {}

  /** The worker that holds a run. */
  of(id: string | undefined): RunConnection | undefined {
    return id === undefined ? undefined : this.connections.find((each) => each.id === id);
  }

  /** Whether the run can take commands now. */
  isLive(id: string | undefined): boolean {
    return this.of(id)?.live === true;
  }

  /** Binds the run to a worker, loads it, and sends the commands. Resolves to the run that had to wait for it. */
  begin(id: string, ...then: Command[]): string | undefined {
    const bound = this.of(id) ?? this.free();
    const paused = bound.id !== id && this.isBusy(bound) ? bound.id : undefined;
    bound.begin(id, ...then);
    bound.wantsTraining = then.some(({ kind }) => kind === 'train');
    return paused;
  }

  /** Sends a command to a run, which is loaded for it if no worker has it. */
  ask(id: string, command: Command): void {
    const bound = this.of(id);
    if (bound?.live) bound.send(command);
    else if (!bound) this.begin(id, command);
  }

  /** Everything kept of a run, ascending. */
  checkpoints(id: string): Checkpoint[] {
    const kept = this.kept.get(id);
    if (!kept) return [];
    const newest = kept.lasting.all.at(-1)?.step ?? -1;
    return kept.latest && kept.latest.step > newest ? [...kept.lasting.all, kept.latest] : kept.lasting.all;
  }

  keep(id: string, checkpoint: Checkpoint, lasting: boolean): void {
    const kept = this.kept.get(id) ?? {
      lasting: new CheckpointHistory(mostCheckpoints, mostBytes),
      latest: undefined,
    };
    this.kept.set(id, kept);
    if (lasting) kept.lasting.add(checkpoint);
    else kept.latest = checkpoint;
  }

  /** A fork can go on from what its parent had up to their last common step. */
  share(from: string, to: string, step: number): void {
    this.parents.set(to, { id: from, step });
  }

  /** Brings what is kept of a run into memory, of the run it was forked from too. */
  private async fetched(id: string): Promise<void> {
    if (this.fetching.has(id)) return this.fetching.get(id);
    const parent = this.parents.get(id);
    const work = async () => {
      if (!this.kept.has(id)) for (const each of await this.host.fetch(id)) this.keep(id, each, true);
      if (!parent) return;
      await this.fetched(parent.id);
      const own = this.checkpoints(id);
      for (const each of this.checkpoints(parent.id)) {
        const before = own.length === 0 || each.step < own[0].step;
        if (before && each.step <= parent.step) this.keep(id, each, true);
      }
      for (const each of own) this.keep(id, each, true);
    };
    const done = work();
    this.fetching.set(id, done);
    return done;
  }

  /** Ends what a worker does for the run; its checkpoints stay until `forget`. */
  release(id: string): void {
    this.of(id)?.drop();
  }

  forget(id: string): void {
    this.release(id);
    this.kept.delete(id);
    this.fetching.delete(id);
  }

  private isBusy({ id }: RunConnection): boolean {
    const state = id && this.host.run(id)?.state;
    return state === 'training' || state === 'loading';
  }

  /** A worker without a run, or a new one, or the one whose run has been waiting, or trains the longest. */
  private free(): RunConnection {
    const idle = this.connections.find((each) => each.id === undefined);
    const resting = idle ?? this.connections.find((each) => !this.isBusy(each));
    if (resting) return this.moveToEnd(resting);
    if (this.connections.length < mostAtOnce) {
      const connection = new RunConnection(this.options, {
        ...this.host,
        checkpoints: (id) => this.checkpoints(id),
        fetched: (id) => this.fetched(id),
        keep: (id, checkpoint, lasting) => {
          this.keep(id, checkpoint, lasting);
          this.host.onCheckpoint(id, checkpoint, lasting);
        },
      });
      this.connections.push(connection);
      return connection;
    }
    return this.moveToEnd(this.connections[0]);
  }

  private moveToEnd(connection: RunConnection): RunConnection {
    this.connections.splice(this.connections.indexOf(connection), 1);
    this.connections.push(connection);
    return connection;
  }
}
