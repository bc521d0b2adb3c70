/** A run whose files are large: written beside the page, packed, cancelled, and opened again. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { defaultConfig } from '../src/training/config';
import { expect, type Lab, test } from './page';

const folder = mkdtempSync(join(tmpdir(), 'two-regimes-large-'));
const stepsPerEpoch = 4000;
const epochs = 47;

/** The text of a run file of 188,000 steps, written without the page's own code. */
function largeRun(): string {
  const rows = Array.from({ length: stepsPerEpoch * epochs }, (_, i) => i + 1);
  const loss = rows.map((step) => Math.fround(2 * Math.exp(-step / 1e5) + (step % 97) / 1000));
  const nowhere = rows.map(() => null);
  const ends = Array.from({ length: epochs + 1 }, (_, i) => i * stepsPerEpoch);
  const levels = ends.map((_, i) => 1 / (1 + i));
  return JSON.stringify({
    format: 'two-regimes-run',
    version: 1,
    config: { ...defaultConfig, batchSize: 1, epochs },
    environment: { engine: 'tfjs', backend: 'wasm', adapter: '', app: 'test' },
    stepsPerEpoch,
    name: 'large',
    state: 'finished',
    steps: {
      step: rows,
      learningRate: rows.map(() => 0.1),
      momentum: rows.map(() => 0),
      batchLoss: loss,
      gradientNorm: loss,
      stepNorm: loss,
      slope: nowhere,
      gradientProduct: nowhere,
      lossChange: nowhere,
      gradientChange: nowhere,
    },
    evaluations: {
      step: ends,
      trainLoss: levels,
      trainAccuracy: levels,
      testLoss: levels,
      testAccuracy: levels,
    },
  });
}

const open = (lab: Lab, path: string) => lab.page.getByLabel('Files to open').setInputFiles(path);

test('a large run goes out packed and whole, comes back, and can be cancelled on its way', async ({
  lab,
  page,
}) => {
  const text = largeRun();
  const path = join(folder, 'large.json');
  writeFileSync(path, text);
  await lab.open();
  await open(lab, path);
  await expect(lab.status).toContainText('Recorded run', { timeout: 60_000 });
  await lab.button('Export').click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await expect(dialog).toContainText(/About \d+ MB as JSON, \d+ MB as CSV/);

  await lab.button('Run as JSON').click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByRole('status')).toHaveText('Run as JSON is cancelled.');
  await expect(dialog.getByRole('progressbar')).toHaveCount(0);

  await dialog.getByLabel('Compress (gzip)').check();
  const saved = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), lab.button(name).click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  const json = await saved('Run as JSON');
  expect(json.name).toBe('two-regimes-large.json.gz');
  expect(JSON.parse(gunzipSync(json.bytes).toString()).steps.batchLoss).toEqual(
    JSON.parse(text).steps.batchLoss.map((x: number) => Number(x.toPrecision(9))),
  );
  const csv = await saved('Run as CSV');
  expect(csv.name).toBe('two-regimes-large.csv.gz');
  expect(gunzipSync(csv.bytes).toString().split('\r\n')).toHaveLength(1 + 1 + stepsPerEpoch * epochs + 1);
  await page.keyboard.press('Escape');

  const before = await lab.table('Step size');
  await lab.button('Delete all runs and data').click();
  await lab.button('Delete all').click();
  // Neither name says what is in it.
  for (const [name, bytes] of [
    ['one', json.bytes],
    ['two', csv.bytes],
  ] as const) {
    writeFileSync(join(folder, name), bytes);
    await open(lab, join(folder, name));
    await expect(page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem')).toHaveCount(
      name === 'one' ? 1 : 2,
      { timeout: 60_000 },
    );
    expect(await lab.table('Step size')).toEqual(before);
  }
  await expect(lab.status).toContainText('from a training log');
});
