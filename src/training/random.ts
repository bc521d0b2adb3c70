/**
 * Seeded, splittable random streams. One integer seed per run; every use draws from its own named child
 * stream, so measuring more, or drawing in another order, never changes what is trained.
 */
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

export interface RandomStream {
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform integer in [0, n), n >= 1, without modulo bias. */
  integer(n: number): number;
  /** Standard normal deviate (polar method). */
  normal(): number;
  /** Fisher-Yates permutation of 0..n-1. */
  permutation(n: number): Int32Array<ArrayBuffer>;
}

/** What a stream may be used for; the name is part of the seed. */
export type StreamName = 'data' | 'label-noise' | 'init' | 'order' | 'probes' | 'sweep';

/** Stream of `seed` for one use; `index` separates repeated uses, such as epochs. */
export function randomStream(seed: number, name: StreamName, index = 0): RandomStream {
  const generator = xoroshiro128plusFromState(stateOf(`${seed}/${name}/${index}`));
  const word = () => generator.next() >>> 0;
  const uniform = () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
  let spare: number | undefined;

  function integer(n: number): number {
    const limit = Math.floor(4294967296 / n) * n;
    for (;;) {
      const value = word();
      if (value < limit) return value % n;
    }
  }

  function normal(): number {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const r = u * u + v * v;
      if (r > 0 && r < 1) {
        const factor = Math.sqrt((-2 * Math.log(r)) / r);
        spare = v * factor;
        return u * factor;
      }
    }
  }

  function permutation(n: number): Int32Array<ArrayBuffer> {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = integer(i + 1);
      const kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }

  return { uniform, integer, normal, permutation };
}

/** Four 32-bit words from a text: FNV-1a over the text and a lane number, then the murmur3 finalizer. */
function stateOf(text: string): number[] {
  return [1, 2, 3, 4].map((lane) => {
    let hash = 0x811c9dc5 ^ lane;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) | 0;
  });
}
