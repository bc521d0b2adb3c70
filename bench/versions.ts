/** The versions of what is compared, as installed. */
import { readFileSync } from 'node:fs';

const peers = ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers', '@jax-js/jax', 'convnetjs'];

export function versions(): string {
  const versionOf = (file: string): string => JSON.parse(readFileSync(file, 'utf8')).version;
  const each = peers.map((name) => `${name} ${versionOf(`node_modules/${name}/package.json`)}`);
  return [`Two Regimes ${versionOf('package.json')}`, ...each].join(', ');
}
