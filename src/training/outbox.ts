/**
 * Collects rows and sends them as one event at a time: while one is unacknowledged, rows pile up here, so a
 * slow page loses no point and grows no queue.
 */
import {
  type CurvatureColumn,
  curvatureColumns,
  type EvaluationColumn,
  emptyTable,
  evaluationColumns,
  joinTables,
  type ProbeColumn,
  probeColumns,
  type StepNumbers,
  stepColumns,
  type Table,
} from './columns';
import type { StepColumns, TrainingEvent } from './protocol';

type Row<K extends string> = Record<K, number>;

export class MetricsOutbox {
  private waiting: StepColumns[] = [];
  private evaluations: Row<EvaluationColumn>[] = [];
  private probes: Row<ProbeColumn>[] = [];
  private curvature: Row<CurvatureColumn>[] = [];
  private sequence = 0;
  private inFlight = false;
  private held = false;
  private readonly following = new Map<string, () => void>();

  constructor(
    private readonly run: number,
    private readonly post: (event: TrainingEvent, transfer?: Transferable[]) => void,
  ) {}

  addSteps(columns: StepColumns): void {
    this.waiting.push(columns);
  }

  addEvaluation(row: Row<EvaluationColumn>): void {
    this.evaluations.push(row);
  }

  addProbe(row: Row<ProbeColumn>): void {
    this.probes.push(row);
  }

  addCurvature(row: Row<CurvatureColumn>): void {
    this.curvature.push(row);
  }

  /**
   * Does something once every row that is here now has been sent; what is asked for anew under the same name takes the
   * place of what still waits.
   */
  afterRows(name: string, then: () => void): void {
    this.following.delete(name);
    if (this.rows === 0) then();
    else this.following.set(name, then);
  }

  private get rows(): number {
    const { waiting, evaluations, probes, curvature } = this;
    return waiting.length + evaluations.length + probes.length + curvature.length;
  }

  /** Keeps everything back until the next `flush`: rows of one batch of steps go out together. */
  hold(): void {
    this.held = true;
  }

  /** Sends what is there unless an event is still on its way; with `all` even then, when the run comes to rest. */
  flush(all = false): void {
    this.held = false;
    const { waiting, evaluations, probes, curvature } = this;
    if ((this.inFlight && !all) || this.rows === 0) return;
    const tables = {
      steps: joinTables(stepColumns, waiting),
      evaluations: tableOf(evaluationColumns, evaluations),
      probes: tableOf(probeColumns, probes),
      curvature: tableOf(curvatureColumns, curvature),
    };
    [this.waiting, this.evaluations, this.probes, this.curvature] = [[], [], [], []];
    this.inFlight = true;
    const buffers = Object.values(tables).flatMap((table) =>
      Object.values<StepNumbers>(table).map((each) => each.buffer),
    );
    this.post({ kind: 'metrics', run: this.run, sequence: ++this.sequence, ...tables }, buffers);
    const following = [...this.following.values()];
    this.following.clear();
    for (const then of following) then();
  }

  acknowledge(sequence: number): void {
    if (sequence !== this.sequence) return;
    this.inFlight = false;
    if (!this.held) this.flush();
  }
}

function tableOf<K extends string>(names: readonly K[], rows: readonly Row<K>[]): Table<K> {
  const table = emptyTable(names, rows.length);
  rows.forEach((row, i) => {
    for (const name of names) table[name][i] = row[name];
  });
  return table;
}
