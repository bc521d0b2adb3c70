import AxeBuilder from '@axe-core/playwright';
import { endless, expect, type Lab, test } from './page';

const toy = '?backend=wasm&dataset=moons&trainSize=200&epochs=30&switchEpoch=20';

const runs = (lab: Lab) => lab.page.getByRole('list', { name: 'Runs', exact: true });
const slider = (lab: Lab) => lab.page.getByRole('slider', { name: 'Step that is looked at' });

async function train(lab: Lab, query = toy): Promise<void> {
  await lab.trainToEnd(query);
}

test('keep large or drop to small: two forks from one step train side by side and share the past', async ({
  lab,
  page,
}) => {
  await train(lab);
  const parent = await lab.table('Loss');
  await slider(lab).fill('63');
  await expect(lab.figure('Loss').getByText(/^step 63 · epoch 9\.0/)).toBeVisible();
  await lab.button('Fork: keep large | drop to small').click();
  await expect(runs(lab).getByRole('listitem')).toHaveCount(3);
  await expect(runs(lab).getByText(/^finished/)).toHaveCount(3, { timeout: 60_000 });
  const small = await lab.table('Loss');
  expect(small.filter(([step]) => step <= 63)).toEqual(parent.filter(([step]) => step <= 63));
  expect(small.at(-1)).not.toEqual(parent.at(-1));
  await expect(lab.field('Drop at epoch')).toHaveValue('9');
  // The other fork: a constant rate to the end.
  await runs(lab).getByRole('listitem').nth(1).getByRole('button').first().click();
  await expect(page.getByRole('combobox', { name: 'Schedule', exact: true })).toHaveValue('constant');
  await expect(lab.field('Learning rate')).toHaveValue('0.4');
});

test('dropping to the small step while it trains: marked, and the link repeats it', async ({ lab, page }) => {
  await lab.open(`?${endless}&switchEpoch=900`);
  await lab.button('Train').click();
  await expect.poll(() => lab.step()).toBeGreaterThan(100);
  await lab.button('Drop to small step').click();
  await expect(lab.button('Drop to small step')).toBeDisabled();
  const dropped = await lab.step();
  await expect.poll(() => lab.step()).toBeGreaterThan(dropped + 100);
  await lab.button('Pause').click();
  await expect(lab.status).toContainText('Paused');
  const steps = await lab.table('Step size');
  expect(steps[0][1]).toBeCloseTo(0.01, 4);
  expect(steps.at(-1)?.[1]).toBeCloseTo(0.003, 4);
  await lab.button('Share').click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(link).toContain('change=');
  await page.goto(link);
  await expect(page.getByText('Your mid-run change will be replayed.')).toBeVisible();
  await lab.button('Train').click();
  await expect.poll(() => lab.step()).toBeGreaterThan(steps.at(-1)?.[0] ?? 0);
  await lab.button('Pause').click();
  const again = await lab.table('Step size');
  expect(again.at(-1)?.[1]).toBeCloseTo(0.003, 4);
});

test('the list: rename, hide, pin, delete with undo, and highlighting', async ({ lab, page }) => {
  await train(lab);
  await lab.field('Seed').fill('2');
  await lab.field('Seed').press('Enter');
  await lab.button('Train').click();
  await expect(runs(lab).getByText(/^finished/)).toHaveCount(2, { timeout: 60_000 });
  const first = runs(lab).getByRole('listitem').first();
  await first.getByRole('button', { name: /^Rename/ }).click();
  await page.getByRole('textbox', { name: /^New name/ }).fill('My first');
  await page.keyboard.press('Enter');
  await expect(lab.button('My first')).toBeVisible();
  await lab.button('Hide My first').click();
  await expect(lab.button('Show My first')).toBeVisible();
  await lab.button('Show My first').click();
  await lab.button('Pin My first').click();
  await expect(lab.button('Unpin My first')).toBeVisible();
  // Seen in the values of the figures while it is pointed at.
  await lab.button('My first').focus();
  await expect(lab.figure('Loss').getByText(/· My first: train/)).toBeVisible();
  await lab.button('Delete My first').click();
  await expect(runs(lab).getByRole('listitem')).toHaveCount(1);
  await lab.button('Undo').click();
  await expect(lab.button('My first')).toBeVisible();
});

test('time slider: keys, play, follow; lens, microscope and decision regions move along', async ({
  lab,
  page,
}) => {
  await train(lab);
  const regions = page.getByRole('figure', { name: 'Decision regions' });
  await slider(lab).focus();
  await page.keyboard.press('Home');
  await expect(lab.figure('Loss').getByText(/^step 0 · epoch 0\.0/)).toBeVisible();
  await expect(regions.getByText(/after step 0,/)).toBeVisible();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect(regions.getByText(/after step 3,/)).toBeVisible();
  await expect(page.getByText('Step 3, picked.')).toBeVisible();
  await lab.button('Play').click();
  await expect.poll(async () => Number(await slider(lab).inputValue())).toBeGreaterThan(10);
  await lab.button('Stop playing').click();
  await lab.button('Follow').click();
  await expect(lab.button('Follow')).toBeDisabled();
  await expect(regions.getByText(/after step 210,/)).toBeVisible();
});

test('embedded: figures first, parts left out, the frame snippet opens it', async ({ lab, page }) => {
  await lab.open(toy);
  await lab.button('Share').click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByRole('checkbox', { name: 'Controls' }).check();
  const snippet = await dialog.getByRole('textbox', { name: /^Frame/ }).inputValue();
  const source = new URL(snippet.match(/src="([^"]+)"/)?.[1].replaceAll('&amp;', '&') ?? '');
  expect(source.searchParams.has('embed')).toBe(true);
  await page.goto(source.href);
  await expect(page.getByRole('navigation', { name: 'Parts of the site' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Controls', exact: true })).toHaveCount(0);
  await expect(runs(lab)).toHaveCount(0);
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await lab.open('?embed&hide=everything');
  await expect(page.getByText(/hide: “everything” is not allowed; it takes controls/)).toBeVisible();
});

test('presenter mode enlarges text', async ({ lab, page }) => {
  await lab.open(toy);
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  const before = await size();
  await lab.button('Presenter').click();
  await expect.poll(size).toBeCloseTo(1.25 * before);
  await expect(page).toHaveURL(/present/);
  await page.reload();
  await expect.poll(size).toBeCloseTo(1.25 * before);
});

for (const [query, message] of [
  ['?change=5', /Live changes: “5” is no live change/],
  ['?change=-1*learningRate*0.1', /“-1” is no step/],
  ['?change=5*width*10', /“width” cannot change while a run trains/],
  ['?change=5*learningRate*99', /after step 5: Learning rate: 99 is not allowed/],
  ['?change=9*learningRate*0.1&change=5*learningRate*0.2', /“5” is no step of a live change; they take 9 to/],
] as const) {
  test(`a link with a wrong live change: ${query}`, async ({ lab, page }) => {
    await lab.open(query);
    await expect(page.getByRole('alert')).toContainText(message);
    await expect(lab.field('Learning rate')).toHaveValue('0.4');
  });
}
