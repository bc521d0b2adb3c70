/**
 * Evaluates networks on whole splits, in dispatches of a bounded length. A workgroup takes a range of examples, always
 * the same ones in whatever dispatch: sums are the same whenever they are taken.
 */
import { Buffers } from './buffers';
import { networkWords, planWords, ringWidth } from './wgsl/memory';

/** A dispatch lasts about this long at most, so that neither page nor driver waits. */
export const dispatchMs = 25;

/** Examples of one data set that an evaluation covers. */
export interface EvaluationJob {
  network: number;
  /** First number of the inputs and first label of the split, in the trainer's arrays; and how many examples. */
  inputsAt: number;
  labelsAt: number;
  count: number;
}

export interface EvaluationDispatch {
  plan: GPUBuffer;
  table: GPUBuffer;
  scratch: GPUBuffer;
  results: GPUBuffer;
  /** Workgroups. */
  count: number;
}

const rangeExamples = 256;
/** Ranges of the first dispatch, and at most; and bytes of their scratch memory. */
const firstRanges = 8;
const mostRanges = 512;
const mostScratch = 2 ** 26;

interface Range {
  job: EvaluationJob;
  /** Number of the job. */
  j: number;
  from: number;
  to: number;
}

export class Evaluator {
  private atOnce = firstRanges;

  /** `placed` gives a network's entry in the table with its scratch memory at a vec4, and how many vec4s that has. */
  constructor(
    private readonly device: GPUDevice,
    private readonly placed: (
      network: number,
      scratchAt: number,
    ) => { entry: ArrayLike<number>; scratch: number },
    private readonly dispatch: (what: EvaluationDispatch) => void,
  ) {}

  /** Mean loss and share of right answers of each job. */
  async evaluate(jobs: readonly EvaluationJob[]): Promise<{ loss: number; accuracy: number }[]> {
    const ranges = jobs.flatMap(rangesOf);
    const largest = 16 * Math.max(...jobs.map(({ network }) => this.placed(network, 0).scratch));
    const most = Math.max(1, Math.min(mostRanges, Math.floor(mostScratch / largest)));
    const sums = jobs.map(() => ({ loss: 0, right: 0 }));
    for (let first = 0; first < ranges.length; ) {
      const chosen = ranges.slice(first, first + Math.min(this.atOnce, most));
      const began = performance.now();
      const numbers = await this.take(chosen);
      const ms = Math.max(1, performance.now() - began);
      chosen.forEach(({ j }, i) => {
        sums[j].loss += numbers[i * ringWidth];
        sums[j].right += numbers[i * ringWidth + 1];
      });
      first += chosen.length;
      const bounded = Math.floor((chosen.length * dispatchMs) / ms);
      this.atOnce = Math.max(1, Math.min(bounded, 2 * this.atOnce, mostRanges));
    }
    return jobs.map(({ count }, j) => ({ loss: sums[j].loss / count, accuracy: sums[j].right / count }));
  }

  /** `ringWidth` numbers for each range, the first two of them its summed loss and right answers. */
  private async take(ranges: readonly Range[]): Promise<Float32Array> {
    const buffers = new Buffers(this.device);
    const table = new Uint32Array(ranges.length * networkWords);
    const plan = new Uint32Array(ranges.length * planWords);
    let scratchAt = 0;
    ranges.forEach(({ job, from, to }, i) => {
      const { entry, scratch } = this.placed(job.network, scratchAt);
      table.set(entry, i * networkWords);
      plan.set([from, to - from, job.inputsAt, job.labelsAt], i * planWords);
      scratchAt += scratch;
    });
    const results = buffers.storage(ranges.length * ringWidth * 4);
    this.dispatch({
      plan: buffers.storage(plan.byteLength, plan),
      table: buffers.storage(table.byteLength, table),
      scratch: buffers.storage(16 * scratchAt),
      results,
      count: ranges.length,
    });
    try {
      return new Float32Array(await buffers.read('fused evaluation', results, ranges.length * ringWidth * 4));
    } finally {
      buffers.freeAll();
    }
  }
}

function rangesOf(job: EvaluationJob, j: number): Range[] {
  return Array.from({ length: Math.ceil(job.count / rangeExamples) }, (_, i) => {
    const from = i * rangeExamples;
    return { job, j, from, to: Math.min(job.count, from + rangeExamples) };
  });
}
