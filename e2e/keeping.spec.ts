import type { Page } from '@playwright/test';
import { endless, expect, type Lab, test } from './page';

const long = `?${endless}&switchEpoch=500`;

const runs = (page: Page) => page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem');

async function trainAWhile(lab: Lab): Promise<void> {
  await lab.open(long);
  await lab.button('Train').click();
  await expect(lab.page.getByText(/^([4-9]|\d\d) s trained/)).toBeVisible({ timeout: 60_000 });
}

test('reload in the middle of a run: it is there, and Resume goes on with it', async ({ lab, page }) => {
  await trainAWhile(lab);
  const before = await lab.step();
  await page.reload();
  const notice = page.getByText(/A run was interrupted; it is kept up to step/);
  await expect(notice).toBeVisible();
  await expect(runs(page)).toHaveCount(1);
  await lab.button('Resume').click();
  await expect.poll(() => lab.step(), { timeout: 60_000 }).toBeGreaterThan(before);
  await lab.button('Pause').click();
  const steps = (await lab.table('Loss')).map(([step]) => step);
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  expect(steps[0]).toBe(0);
});

test('a crash of the tab costs at most the steps of two checkpoint intervals', async ({ lab, page }) => {
  await trainAWhile(lab);
  // Long enough for the bound below to be a small part of the run.
  const trained = page.getByText(/^(1[6-9]|[2-9]\d) s trained/);
  await expect(trained).toBeVisible({ timeout: 60_000 });
  const seconds = Number((await trained.textContent())?.match(/^\d+/)?.[0]);
  const text = (await lab.status.textContent()) ?? '';
  const numberOf = (pattern: RegExp) => Number(text.match(pattern)?.[1].replaceAll(',', ''));
  const before = numberOf(/step ([\d,]+)/);
  const perSecond = Math.max(numberOf(/([\d,.]+) steps\/s/), before / seconds);
  const crashed = page.waitForEvent('crash');
  page.goto('chrome://crash').catch(() => {});
  await crashed;
  const next = await page.context().newPage();
  await next.goto('./#explore');
  const notice = await next.getByText(/A run was interrupted; it is kept up to step/).textContent();
  const kept = Number(notice?.match(/step ([\d,]+)/)?.[1].replaceAll(',', ''));
  expect(kept).toBeGreaterThan(0);
  // A checkpoint is made every two seconds, and one more may be on its way into the browser.
  expect(before - kept).toBeLessThan(2 * 2 * perSecond);
  await expect(runs(next)).toHaveCount(1);
});

test('a finished run with a name, a fork and a hidden run come back as they were', async ({ lab, page }) => {
  await lab.trainToEnd('?backend=wasm&dataset=moons&trainSize=200&epochs=10&switchEpoch=5');
  await page.getByRole('slider', { name: 'Step that is looked at' }).fill('30');
  await lab.button('Fork here').click();
  await expect(runs(page)).toHaveCount(2);
  await runs(page)
    .first()
    .getByRole('button', { name: /^Rename/ })
    .click();
  await page.getByRole('textbox', { name: /^New name/ }).fill('The parent');
  await page.keyboard.press('Enter');
  await lab.button('Hide The parent').click();
  const loss = async () => {
    await lab.button('The parent').click();
    return lab.table('Loss');
  };
  const before = await loss();
  await expect(page.getByText(/^Kept in this browser: /)).toBeVisible();
  await page.reload();
  await expect(runs(page)).toHaveCount(2);
  await expect(lab.button('Show The parent')).toBeVisible();
  expect(await loss()).toEqual(before);
  // The fork goes on from where it began, with its parent's checkpoints.
  await runs(page).nth(1).getByRole('button').first().click();
  await expect(lab.status).toContainText(/Paused.*step 30/);
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  expect(await lab.table('Loss')).toEqual(before);
});

test('two tabs at once: the other sees the run, does not train it, and hears of its end', async ({
  lab,
  page,
  context,
}) => {
  await trainAWhile(lab);
  const other = await context.newPage();
  await other.goto('./?backend=wasm');
  await expect(runs(other)).toHaveCount(1);
  await expect(runs(other).getByText(/in another tab/)).toBeVisible();
  await expect(other.getByText(/was interrupted/)).toHaveCount(0);
  await runs(other).getByRole('button').first().click();
  await other.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(other.getByText(/trains in another tab/)).toBeVisible();
  await expect(lab.status).toContainText('Training');
  await page.close();
  await expect(runs(other).getByText(/in another tab/)).toHaveCount(0, { timeout: 15_000 });
});

test('one button deletes everything that is kept', async ({ lab, page }) => {
  await lab.trainToEnd('?backend=wasm&dataset=moons&trainSize=100&epochs=3&switchEpoch=2');
  await lab.button('Delete all runs and data').click();
  await lab.button('Delete all').click();
  await expect(runs(page)).toHaveCount(0);
  // What stands in the browser's storage is read anew every few seconds.
  await expect(page.getByText(/^Kept in this browser: /)).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('Every run stays here')).toBeVisible();
});

test('everything deleted in another tab: training stops here, a notice says so, nothing comes back', async ({
  lab,
  page,
  context,
}) => {
  await trainAWhile(lab);
  const other = await context.newPage();
  await other.goto('./?backend=wasm');
  await expect(runs(other)).toHaveCount(1);
  await other.getByRole('button', { name: 'Delete all runs and data' }).click();
  await other.getByRole('button', { name: 'Delete all', exact: true }).click();
  await expect(
    page.getByText('Everything that was kept was deleted in another tab. What trained here was stopped.'),
  ).toBeVisible();
  await expect(runs(page)).toHaveCount(0);
  await expect(lab.button('Train')).toBeEnabled();
  await other.reload();
  await expect(other.getByText('Every run stays here')).toBeVisible();
});

test('no room left: said in words, what was kept stays, the run goes on', async ({ lab, page }) => {
  await lab.trainToEnd('?backend=wasm&dataset=moons&trainSize=100&epochs=3&switchEpoch=2');
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1000 });
  // A page that is open goes on with the quota the browser has looked up for it.
  await page.goto('about:blank');
  await page.waitForTimeout(5000);
  await lab.open('?backend=wasm&dataset=moons&trainSize=5000&batchSize=1&learningRate=0.01');
  await expect(runs(page)).toHaveCount(1);
  await lab.field('Epochs').fill('1000');
  await lab.field('Epochs').press('Enter');
  await lab.button('Train').click();
  await expect(page.getByText(/no room left to keep this.*Delete some of/)).toBeVisible({ timeout: 80_000 });
  const step = await lab.step();
  await expect.poll(() => lab.step()).toBeGreaterThan(step);
  await lab.button('Pause').click();
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.reload();
  await expect(runs(page).getByText(/^finished, epoch 3 of 3/)).toBeVisible();
});
