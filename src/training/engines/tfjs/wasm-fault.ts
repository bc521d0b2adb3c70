/** Why the WebAssembly backend did not start: the program it fetches is looked at again. */
import { env } from '@tensorflow/tfjs-core';
import { fetchWhole } from '../../fetch-whole';

/**
 * One sentence that names the program's address and what is wrong with it; undefined where nothing is, and the
 * browser itself must be what failed. `folder` ends with a slash.
 */
export async function wasmFault(folder: string): Promise<string | undefined> {
  const address = folder + (await programName());
  try {
    const response = await fetchWhole(address);
    if (!response.ok) return `Its program is missing: the site answered ${response.status} for ${address}.`;
    const program = await response.arrayBuffer();
    if (!WebAssembly.validate(program))
      return `Its program is damaged: what the site sends for ${address} (${program.byteLength} bytes) is not WebAssembly.`;
  } catch (error) {
    return `Its program could not be fetched: ${address} (${(error as Error).message}).`;
  }
  return undefined;
}

/** The same choice as tfjs-backend-wasm makes. */
async function programName(): Promise<string> {
  const [simd, threads] = await Promise.all([
    env().getAsync('WASM_HAS_SIMD_SUPPORT'),
    env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT'),
  ]);
  const kind = simd ? (threads ? '-threaded-simd' : '-simd') : '';
  return `tfjs-backend-wasm${kind}.wasm`;
}
