/**
 * Where a worker gets its graphics device from. Browsers may say at first that there is none, may answer late or not
 * at all: each question has a limit, and an answer that comes after it is kept for the next time.
 */
import { NoAnswer, within } from '../../within';

/** Ample: drivers that start take a few seconds. */
const askingSeconds = 20;
/** What was asked for before and has not come yet is not waited for as long again. */
const againSeconds = 1;
/** A browser that has just started may have no adapter for a moment: it is asked again after these, in ms. */
const pauses = [200, 400, 900] as const;

const raised = [
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
  'maxBufferSize',
  'maxStorageBufferBindingSize',
] as const;

export class GpuSource {
  private readonly adapters = new Asked<GPUAdapter | null>('The graphics adapter');
  private readonly devices = new Asked<GPUDevice>('The graphics device');
  private seen: GPUAdapter | undefined;

  /** The adapter, or null where there is none. Rejects as the browser does, and with NoAnswer. */
  async adapter(): Promise<GPUAdapter | null> {
    let adapter = this.seen ?? (await this.look());
    for (const ms of this.gpu ? pauses : []) {
      if (adapter) break;
      await new Promise((resolve) => setTimeout(resolve, ms));
      adapter = await this.look();
    }
    this.seen = undefined;
    return adapter;
  }

  /** Asks once, and keeps what comes for `adapter`. Rejects likewise. */
  async look(): Promise<GPUAdapter | null> {
    const { gpu } = this;
    const adapter = gpu
      ? await this.adapters.get(() => gpu.requestAdapter({ powerPreference: 'high-performance' }))
      : null;
    this.seen = adapter ?? undefined;
    return adapter;
  }

  /** A device with every limit that training needs raised to what the adapter can do. Rejects likewise. */
  device(adapter: GPUAdapter): Promise<GPUDevice> {
    const { limits, features } = adapter;
    return this.devices.get(() =>
      adapter.requestDevice({
        requiredFeatures: (['timestamp-query', 'subgroups'] as const).filter((name) => features.has(name)),
        requiredLimits: Object.fromEntries(raised.map((name) => [name, limits[name]])),
      }),
    );
  }

  private get gpu(): GPU | undefined {
    return (globalThis.navigator as Navigator | undefined)?.gpu;
  }
}

/** Browsers of 2023 and before do not say what the adapter is. */
export function infoOf(adapter: GPUAdapter): Partial<GPUAdapterInfo> {
  return (adapter.info as GPUAdapterInfo | undefined) ?? {};
}

/** It computes on the processor. */
export function isSoftware(adapter: GPUAdapter): boolean {
  const { isFallbackAdapter, architecture, description } = infoOf(adapter);
  return isFallbackAdapter || /swiftshader|llvmpipe|warp/i.test(`${architecture} ${description}`);
}

/** Something that is asked for with a limit. It is not asked for again while the answer is still to come. */
class Asked<T> {
  private pending: Promise<T> | undefined;
  private late: T | undefined;

  constructor(private readonly what: string) {}

  async get(ask: () => Promise<T>): Promise<T> {
    const { late } = this;
    this.late = undefined;
    if (late) return late;
    const before = this.pending;
    const pending = before ?? ask();
    this.pending = pending;
    try {
      const answer = await within(before ? againSeconds : askingSeconds, pending, this.what);
      this.pending = this.late = undefined;
      return answer;
    } catch (error) {
      if (!(error instanceof NoAnswer)) this.pending = undefined;
      else if (before) throw new NoAnswer(`${this.what} has not answered yet.`);
      else this.keepLate(pending);
      throw error;
    }
  }

  private keepLate(pending: Promise<T>): void {
    const keep = (answer: T | undefined) => {
      this.pending = undefined;
      this.late = answer;
    };
    pending.then(keep, () => keep(undefined));
  }
}
