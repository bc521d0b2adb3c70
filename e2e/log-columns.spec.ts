/** Logs whose columns are not clear: a dialog asks, the answer is read and remembered for files of that shape. */
import { expect, test } from './page';

const rows = Array.from({ length: 30 }, (_, i) => [i + 1, (2 * 0.9 ** i).toFixed(4), i < 20 ? 0.1 : 0.01]);
const table = (header: string, names: string[] = []) =>
  [header, ...rows.flatMap((row) => (names.length > 0 ? names.map((name) => [name, ...row]) : [row]))]
    .map((row) => (typeof row === 'string' ? row : row.join(',')))
    .join('\n');
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

test('a log that names no loss is asked about, by keyboard too, and remembered', async ({ lab, page }) => {
  await lab.open();
  const open = (name: string, text: string) =>
    page.getByLabel('Files to open').setInputFiles(file(name, text));
  const dialog = page.getByRole('dialog', { name: 'Columns of a log' });
  const is = (name: string) => dialog.getByLabel(`What “${name}” is`, { exact: true });
  await open('mine.csv', table('step,wings,speed'));
  await expect(dialog).toContainText('No column with a loss');
  await expect(is('step')).toHaveValue('step');
  await expect(dialog.getByRole('row', { name: /wings/ })).toContainText('2, 1.8, 1.62');

  await dialog.getByRole('button', { name: 'Read with these columns' }).click();
  await expect(dialog.getByRole('alert')).toContainText('No column is a loss');
  await is('speed').selectOption('Step');
  await is('wings').selectOption('Training loss, per step');
  await dialog.getByRole('button', { name: 'Read with these columns' }).click();
  await expect(dialog.getByRole('alert')).toContainText('“step” and “speed” are both step');
  await is('speed').focus();
  await page.keyboard.type('Learning');
  await dialog.getByRole('button', { name: 'Read with these columns' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(lab.status).toContainText('from a training log');
  const read = await lab.table('Step size');
  expect(read[0][1]).toBeCloseTo(0.1);
  expect(read.at(-1)?.[1]).toBeCloseTo(0.01);

  await open('other.csv', table('step,wings,speed'));
  await expect(page.getByRole('alert')).toContainText('read as you chose');
  await expect(lab.button('other')).toBeVisible();
});

test('a log that was read without questions can be read otherwise; one with several runs gives several', async ({
  lab,
  page,
}) => {
  await lab.open();
  await page
    .getByLabel('Files to open')
    .setInputFiles(file('two.csv', table('run,step,loss,speed', ['a', 'b'])));
  for (const name of ['a', 'b']) await expect(lab.button(name)).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('2 runs, 60 rows read');
  await page.getByRole('button', { name: 'Columns…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Columns of a log' });
  await expect(dialog.getByLabel('What “run” is')).toHaveValue('run');
  await dialog.getByLabel('What “speed” is').selectOption('Learning rate');
  await dialog.getByRole('button', { name: 'Read with these columns' }).click();
  await expect(dialog).toBeHidden();
  for (const name of ['a', 'b']) await expect(lab.button(name)).toHaveCount(1);
  expect((await lab.table('Step size'))[0][1]).toBeCloseTo(0.1);
});

test('a text without numbers is refused, and shown what a log looks like', async ({ lab, page }) => {
  await lab.open();
  await page.getByLabel('Files to open').setInputFiles(file('diary.txt', 'Dear diary,\ntoday I trained.'));
  await page.getByRole('button', { name: 'What a log looks like' }).click();
  const dialog = page.getByRole('dialog', { name: 'No log was found' });
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Example as CSV' }).click();
  const example = await (await download).path();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByLabel('Files to open').setInputFiles(example);
  await expect(page.getByRole('alert').filter({ hasText: '40 rows read' })).toBeVisible();
});
