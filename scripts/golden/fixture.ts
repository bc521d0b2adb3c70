/**
 * What the code of one day wrote, kept as files that later code must read and repeat: links, run files, kept runs,
 * checkpoints. `GOLDEN=write npx vitest run scripts/golden` writes those that are missing; one that is there is never
 * written again, for then it would hold later code to itself.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

const pathOf = (name: string) => new URL(`./fixtures/${name}.json.gz`, import.meta.url);

/** Typed arrays in JSON: their kind and their bytes. */
const kinds = { Float32Array, Float64Array, Int32Array, Uint32Array, Uint8Array } as const;
type Kind = keyof typeof kinds;

/** The fixture of a name; `make` is what it is made by where it is missing and asked for. */
export async function golden<T>(name: string, make: () => T | Promise<T>): Promise<T> {
  const path = pathOf(name);
  if (!existsSync(path)) {
    if (process.env.GOLDEN !== 'write') throw new Error(`The fixture ${name} is missing.`);
    writeFileSync(path, gzipSync(JSON.stringify(await make(), packed), { level: 9 }));
  }
  return JSON.parse(gunzipSync(readFileSync(path)).toString(), unpacked) as T;
}

/** Sixteen hexadecimal digits that stand for a value. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, packed)).digest('hex').slice(0, 16);
}

function packed(_key: string, value: unknown): unknown {
  const kind = Object.prototype.toString.call(value).slice(8, -1) as Kind;
  if (!(kind in kinds)) return value;
  const { buffer, byteOffset, byteLength } = value as Float32Array;
  return { [`$${kind}`]: Buffer.from(buffer, byteOffset, byteLength).toString('base64') };
}

function unpacked(_key: string, value: unknown): unknown {
  const [[name, text] = ['', '']] = Object.entries((value ?? {}) as object);
  const kind = name.slice(1) as Kind;
  if (!name.startsWith('$') || !(kind in kinds)) return value;
  const bytes = Buffer.from(text as string, 'base64');
  return new kinds[kind](
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  );
}
