import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstPictureFile, firstPictureOf } from '../src/runs/first-picture';
import { expect, type Lab, test } from './page';

const folder = mkdtempSync(join(tmpdir(), 'two-regimes-exchange-'));
const toy = '?backend=wasm&dataset=moons&trainSize=200&epochs=12&switchEpoch=6';

/** Presses an export button and reads what was downloaded. */
async function exported(lab: Lab, name: string): Promise<{ name: string; bytes: Buffer }> {
  if (!(await lab.page.getByRole('dialog', { name: 'Export' }).isVisible())) {
    await lab.button('Export').click();
  }
  const [download] = await Promise.all([lab.page.waitForEvent('download'), lab.button(name).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const open = (lab: Lab, ...paths: string[]) => lab.page.getByLabel('Files to open').setInputFiles(paths);

const runs = (lab: Lab) => lab.page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');

test('a run goes out as JSON and comes back number for number; CSV, figures and code go out', async ({
  lab,
  page,
}) => {
  await lab.trainToEnd(toy);
  const before = await lab.table('Loss');
  const json = await exported(lab, 'Run as JSON');
  expect(json.name).toMatch(/^two-regimes-.*\.json$/);
  const csv = (await exported(lab, 'Run as CSV')).bytes.toString();
  expect(csv).toMatch(/^step,epoch,lr,momentum,batch_loss,/);
  expect(csv.trim().split('\r\n')).toHaveLength(1 + 1 + 84);
  const svg = (await exported(lab, 'Figure as SVG')).bytes.toString();
  expect(svg).toMatch(/^<svg [^>]*xmlns=/);
  const png = (await exported(lab, 'Figure as PNG')).bytes;
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(png.readUInt32BE(16)).toBe(3 * 720);
  expect((await exported(lab, 'PyTorch script')).bytes.toString()).toContain('import torch');
  expect((await exported(lab, 'Keras schedule')).bytes.toString()).toContain('keras');
  expect((await exported(lab, 'optax schedule')).bytes.toString()).toContain('optax');
  const all = await exported(lab, 'All runs as JSON');
  await page.keyboard.press('Escape');

  await lab.button('Delete all runs and data').click();
  await lab.button('Delete all').click();
  await expect(runs(lab)).toHaveCount(0);
  await open(lab, file(json.name, json.bytes));
  await expect(lab.status).toContainText('Recorded run');
  expect(await lab.table('Loss')).toEqual(before);
  // A recording can be forked: its steps are taken again here.
  await page.getByRole('slider', { name: 'Step that is looked at' }).fill('42');
  await lab.button('Fork here').click();
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  expect(await lab.table('Loss')).toEqual(before);
  await open(lab, file('all.json', all.bytes));
  await expect(runs(lab)).toHaveCount(3);
});

test('Compare: the run that is pointed at stands out in the figure, which goes out as it is chosen', async ({
  lab,
  page,
}) => {
  await lab.trainToEnd(toy);
  await page.getByRole('slider', { name: 'Step that is looked at' }).fill('42');
  await lab.button('Fork here').click();
  await page.getByText('Compare', { exact: true }).click();
  const rows = page.getByRole('region', { name: 'Runs compared' }).getByRole('row');
  await expect(rows).toHaveCount(3);
  await expect(page.getByRole('columnheader', { name: 'Transition' })).toBeVisible();
  const figure = page.getByRole('figure', { name: 'One quantity against another' });
  await figure.getByLabel('seeds as median and band').uncheck();
  const lines = figure.locator('path[stroke-width="2"], path[stroke-width="4"]');
  const widths = () =>
    lines.evaluateAll((all) =>
      all
        .map((each) => each.getAttribute('stroke-width'))
        .sort()
        .join(),
    );
  await expect.poll(widths).toBe('2,2');
  await rows.nth(1).hover();
  await expect.poll(widths).toBe('2,4');
  await figure.hover({ position: { x: 5, y: 5 } });
  await expect.poll(widths).toBe('2,2');
  await figure.getByRole('combobox', { name: 'Vertical' }).selectOption('Test loss');
  await lab.button('Export').click();
  await page
    .getByRole('combobox', { name: 'Figure', exact: true })
    .selectOption('One quantity against another');
  const { name, bytes } = await exported(lab, 'Figure as SVG');
  expect(name).toBe('two-regimes-one-quantity-against-another.svg');
  expect(bytes.toString()).toContain('Test loss against training loss');
});

test('a training log of somebody else: its curves in the figures, its gaps said', async ({ lab, page }) => {
  const rows = Array.from({ length: 400 }, (_, i) => {
    const loss = 2 * Math.exp(-i / 100) + 0.1 * Math.sin(i);
    return `${i},${loss.toFixed(4)},${i < 200 ? 0.1 : 0.01},${i % 50 === 49 ? (1 - loss / 3).toFixed(3) : ''}`;
  });
  await lab.open();
  await open(lab, file('mine.csv', ['iteration,loss,lr,val_acc', ...rows].join('\n')));
  await expect(lab.status).toContainText('from a training log');
  await expect(lab.button('mine')).toBeVisible();
  const steps = await lab.table('Step size');
  expect(steps[0][1]).toBeCloseTo(0.1);
  expect(steps.at(-1)?.[1]).toBeCloseTo(0.01);
  await expect(lab.button('Fork here')).toBeDisabled();
  await expect(page.getByText(/NaN|Infinity/)).toHaveCount(0);
});

const hostile: [name: string, content: string | Uint8Array, message: RegExp][] = [
  ['empty.json', '', /empty\.json: The file is empty/],
  ['cut.json', '{"format":"two-regimes-run","version":1,', /not valid JSON/],
  [
    'newer.json',
    '{"format":"two-regimes-run","version":2}',
    /Run file: version: 2 is not allowed; this page reads version 1/,
  ],
  ['noise.dat', Uint8Array.from({ length: 5000 }, (_, i) => (i * 97 + 31) % 251), /neither a run file/],
  ['words.csv', 'step,loss\n1,none\n2,nothing', /words\.csv: /],
  [
    'proto.json',
    '{"format":"two-regimes-run","version":1,"__proto__":{"config":{}},"config":{"constructor":1}}',
    /Run file: /,
  ],
];
for (const [name, content, message] of hostile) {
  test(`a file that makes no sense: ${name}`, async ({ lab, page }) => {
    await lab.open(toy);
    await open(lab, file(name, content));
    await expect(page.getByRole('alert')).toContainText(message);
    await expect(runs(lab)).toHaveCount(0);
    await lab.button('Train').click();
    await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  });
}

test('a file of 500 MB is refused unread, and the page goes on', async ({ lab, page }) => {
  const path = file('huge.csv', `step,loss\n${'1,2\n'.repeat(50_000)}`);
  truncateSync(path, 500e6);
  await lab.open(toy);
  await open(lab, path);
  await expect(page.getByRole('alert')).toContainText(/huge\.csv: .*MB/);
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
});

test('a run file can be dropped on the page', async ({ lab, page }) => {
  await lab.open(toy);
  const recording = JSON.parse(readFileSync(`public/${firstPictureFile}`, 'utf8'));
  const recorded = JSON.stringify(firstPictureOf(recording));
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
    return data;
  }, recorded);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await expect(page.getByText('Drop run files, training logs or data here')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(lab.status).toContainText('Recorded run');
  await expect(runs(lab)).toHaveCount(1);
});
