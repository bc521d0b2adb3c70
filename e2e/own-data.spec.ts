import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { zipSync } from 'fflate';
import { expect, type Lab, test } from './page';

const folder = mkdtempSync(join(tmpdir(), 'two-regimes-own-'));
const rows = Array.from({ length: 200 }, (_, i) => {
  const [x, y] = [Math.sin(i) + (i % 2), Math.cos(3 * i) - (i % 2)];
  return `${x.toFixed(3)},${y.toFixed(3)},${i % 2 ? 'late' : 'early'}`;
});
const table = ['across,up,when', ...rows].join('\n');

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A real grey PNG, 8 x 8, all of one shade. */
function png(shade: number): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const body = new Uint8Array([...new TextEncoder().encode(type), ...data]);
    const out = new Uint8Array(12 + data.length);
    const view = new DataView(out.buffer);
    view.setUint32(0, data.length);
    out.set(body, 4);
    let crc = 0xffffffff;
    for (const byte of body) {
      crc ^= byte;
      for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    view.setUint32(8 + data.length, (crc ^ 0xffffffff) >>> 0);
    return out;
  };
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, 8);
  view.setUint32(4, 8);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = new Uint8Array(8 * 9).map((_, i) => (i % 9 === 0 ? 0 : shade));
  return new Uint8Array([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', header),
    ...chunk('IDAT', deflateSync(pixels)),
    ...chunk('IEND', new Uint8Array()),
  ]);
}

const dialog = (lab: Lab) => lab.page.getByRole('dialog', { name: 'Your own data' });

test('a table of one’s own: looked at, trained on, there again after a reload', async ({ lab, page }) => {
  await lab.open('?backend=wasm&epochs=20&switchEpoch=10');
  await lab.button('Own data…').click();
  await page.getByLabel('Data files').setInputFiles(file('mine.csv', table));
  await expect(
    dialog(lab).getByText(/160 training and 40 test examples, 2 inputs each, 2 classes/),
  ).toBeVisible();
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations.map(({ id }) => id)).toEqual(
    [],
  );
  // Another column with the labels makes no sense here, and is said.
  await dialog(lab)
    .getByRole('combobox', { name: /^Labels are in/ })
    .selectOption('across');
  await expect(dialog(lab).getByRole('alert')).toContainText('column “when”: “early” is not a number');
  await expect(lab.button('Use this data')).toBeDisabled();
  await dialog(lab)
    .getByRole('combobox', { name: /^Labels are in/ })
    .selectOption('when');
  await lab.button('Use this data').click();
  await expect(page.getByRole('combobox', { name: 'Data set', exact: true })).toHaveValue('own');
  await expect(lab.field('Training examples')).toHaveValue('160');
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  const accuracy = (await lab.table('Accuracy')).at(-1)?.[1] ?? 0;
  // In per cent.
  expect(accuracy).toBeGreaterThan(60);
  // The browser keeps the data with the runs.
  await page.reload();
  await expect(lab.field('Training examples')).toHaveValue('160');
  await lab.field('Seed').fill('2');
  await lab.field('Seed').press('Enter');
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
});

test('a zip of PNGs, opened from the page, and images in the preview', async ({ lab, page }) => {
  const entries = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [
      `set/${i % 2 ? 'dark' : 'light'}/${i}.png`,
      png(i % 2 ? i : 255 - i),
    ]),
  );
  await lab.open('?backend=wasm&epochs=10&switchEpoch=5&batchSize=16');
  await page.getByLabel('Files to open').setInputFiles(file('set.zip', zipSync(entries)));
  await expect(
    dialog(lab).getByText(/48 training and 12 test examples, images of 8 × 8, 2 classes/),
  ).toBeVisible();
  await expect(dialog(lab).getByRole('list', { name: 'First examples' }).getByRole('listitem')).toHaveCount(
    8,
  );
  await lab.button('Use this data').click();
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  expect((await lab.table('Accuracy')).at(-1)?.[2]).toBe(100);
});

for (const [name, content, message] of [
  [
    'bomb.zip',
    zipSync({ 'a/1.png': new Uint8Array(30 * 2 ** 20) }),
    /inflates to 30 MB; images up to 1 MB are read/,
  ],
  ['one.csv', table.replaceAll('late', 'early'), /There is 1 class; 2 to 100 are allowed/],
  ['cut.png', png(5).slice(0, 40), /lies in no folder/],
] as const) {
  test(`data that makes no sense: ${name}`, async ({ lab, page }) => {
    await lab.open('?backend=wasm&dataset=moons&epochs=2&switchEpoch=1');
    await lab.button('Own data…').click();
    await page.getByLabel('Data files').setInputFiles(file(name, content));
    await expect(dialog(lab).getByRole('alert')).toContainText(message);
    await lab.button('Cancel').click();
    await expect(page.getByRole('combobox', { name: 'Data set', exact: true })).toHaveValue('moons');
    await lab.button('Train').click();
    await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  });
}

test('a link to somebody else’s data says what is missing', async ({ lab, page }) => {
  await lab.open('?backend=wasm&dataset=own&ownData=12345&trainSize=100');
  await lab.button('Train').click();
  await expect(page.getByRole('alert')).toContainText('data of its own, which this browser does not have');
  await expect(lab.status).toContainText('Ready');
});

test('a table with two inputs: its examples and the decision regions in the plane', async ({ lab, page }) => {
  await lab.open('?backend=wasm&epochs=20&switchEpoch=10');
  await lab.button('Own data…').click();
  await page.getByLabel('Data files').setInputFiles(file('plane.csv', table));
  await lab.button('Use this data').click();
  const plane = page.getByRole('figure', { name: 'Decision regions' });
  await expect(plane).toContainText('160 of 160 training examples');
  await expect(plane.getByRole('listitem')).toHaveText(['early', 'late']);
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  await expect(plane).toContainText('Background: the class the network gives after step');
});

/** Drops what lies at a path of this machine, as a person does from a file manager. */
async function drop(lab: Lab, path: string): Promise<void> {
  const session = await lab.page.context().newCDPSession(lab.page);
  const size = lab.page.viewportSize() ?? { width: 800, height: 600 };
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: size.width / 2, y: size.height / 2, data });
  }
}

for (const where of ['the page', 'the dialog']) {
  test(`a folder of images, dropped on ${where}, is read with all that is in it`, async ({ lab }) => {
    for (let i = 0; i < 30; i++) {
      file(`dropped/dark/${i}.png`, png(i));
      file(`dropped/bright/${i}.png`, png(200 + i));
    }
    await lab.open();
    if (where === 'the dialog') {
      await lab.button('Own data…').click();
      await expect(dialog(lab)).toBeVisible();
    }
    await drop(lab, join(folder, 'dropped'));
    await expect(dialog(lab).getByText(/^dropped: 48 training and 12 test examples.*dark.*/)).toBeVisible();
  });
}
