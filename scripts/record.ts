/** Records the run that the page shows before anything is trained: `npm run record`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { makeRunFile } from '../src/runs/run-file';
import { defaultConfig } from '../src/training/config';
import { startEngine, trainToEnd } from './headless';

export default async function main(): Promise<void> {
  const engine = await startEngine();
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  const data = await trainToEnd(engine, defaultConfig);
  const file = JSON.stringify(makeRunFile(data, engine.info, version, 4));
  await mkdir('public/recorded', { recursive: true });
  await writeFile('public/recorded/two-phases.json', file);
  console.log(
    `public/recorded/two-phases.json: ${data.steps.length} steps, ${Math.round(file.length / 1024)} KiB`,
  );
}
