/** Which engine a run is to have after others were lost: fused kernels, TensorFlow.js on WebGPU, WebAssembly. */
import type { EngineInfo, EngineWish } from '../training/protocol';

type Engine = Pick<EngineInfo, 'engine' | 'backend'>;

/** Silences of an engine after which the next one takes over, and losses in a row. */
const mostLosses = 2;

export class EngineLadder {
  /** What to ask for now. */
  wish: EngineWish;
  /** Why not for what the page asks for, as a note; empty where it is that. */
  reason = '';
  private readonly silences = new Map<string, number>();

  constructor(private readonly asked: EngineWish) {
    this.wish = asked;
  }

  /** Another run: the first engine gets another chance, but one silence more is enough for it. */
  begin(): void {
    this.wish = this.asked;
    this.reason = '';
    for (const key of this.silences.keys()) this.silences.set(key, mostLosses - 1);
  }

  /**
   * Its device or worker was lost, for the `inARow`th time without anything new, or was `silent`. `engine`: what trained,
   * where that is known. 'same': it is tried again. 'next': `wish` is another now. 'none': there is no other, or the page
   * may take no other.
   */
  lost(engine: Engine | undefined, silent: boolean, inARow: number, why: string): 'same' | 'next' | 'none' {
    const what = engine ?? expected(this.wish);
    const key = `${what.engine} ${what.backend}`;
    const silences = (this.silences.get(key) ?? 0) + Number(silent);
    this.silences.set(key, silences);
    if (silences < mostLosses && inARow < mostLosses) return 'same';
    const next = this.below(what);
    if (!next) return 'none';
    this.wish = next;
    this.reason = why.replace(/^The /, 'the ').replace(/\.$/, '');
    return 'next';
  }

  /** What is asked for, to be put after "with". */
  get words(): string {
    return this.wish.backend === 'wasm' ? 'WebAssembly' : 'TensorFlow.js in place of the fused kernels';
  }

  /** What the page was asked for that leaves no other engine, with a blank before it; empty where there is none. */
  get wayOut(): string {
    const { engine, backend } = this.asked;
    const key = engine === 'fused' ? 'engine=fused' : backend === 'auto' ? '' : `backend=${backend}`;
    return key && ` Open the page without “${key}”.`;
  }

  private below({ engine, backend }: Engine): EngineWish | undefined {
    const { asked } = this;
    if (backend !== 'webgpu' || asked.engine === 'fused') return undefined;
    if (engine === 'fused' && asked.engine === 'auto') return { engine: 'tfjs', backend: asked.backend };
    return asked.backend === 'auto' ? { engine: 'tfjs', backend: 'wasm' } : undefined;
  }
}

/** The best that a wish may come to. */
function expected({ engine, backend }: EngineWish): Engine {
  return {
    engine: engine === 'auto' ? 'fused' : engine,
    backend: backend === 'auto' ? 'webgpu' : backend,
  };
}
