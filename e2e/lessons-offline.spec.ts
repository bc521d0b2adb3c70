/** Lessons without a connection: one that was opened goes on, one that was not says what is missing. */
import { lessons } from '../src/lessons/registry';
import { expect, reloadWhereNeeded, test } from './page';

test('a lesson that was opened is read to its end and predicted in without a connection; the next says that it did not arrive', async ({
  page,
  context,
  lab: _,
}) => {
  const [{ load }, next] = lessons;
  const { steps } = await load();
  await page.goto('./#lessons/bounce/1');
  await expect(page.getByRole('figure', { name: 'Loss' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  let formulas = 0;
  for (const [i, { ask }] of steps.entries()) {
    await expect(page.getByRole('status', { name: 'Step' })).toHaveText(
      new RegExp(`^Step ${i + 1} of ${steps.length}: `),
    );
    await expect(page.getByRole('figure').first()).toBeVisible();
    await expect(page.getByText(/The formula did not arrive|could not be loaded/)).toHaveCount(0);
    formulas += await page.locator('main math').count();
    if (ask) {
      await page.getByRole('form', { name: 'Prediction' }).getByRole('radio').first().check();
      await page.getByRole('button', { name: 'Predict' }).click();
      await expect(page.getByRole('status', { name: 'What was measured' })).toContainText(/^Recorded: /);
    }
    await page.getByRole('button', { name: i + 1 < steps.length ? 'Next' : /^Next lesson: / }).click();
  }
  expect(formulas).toBeGreaterThan(0);
  const told = page
    .getByRole('main')
    .getByRole('alert')
    .filter({ hasText: 'This lesson could not be loaded: ' });
  await expect(told).toBeVisible();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(next.title);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  const first = page.getByRole('status', { name: 'Step' }).filter({ hasText: /^Step 1 of / });
  await reloadWhereNeeded(page, first);
  await expect(first).toBeVisible();
  await expect(told).toHaveCount(0);
});

test('another lesson or part of the site that did not arrive is said, and the way back is open', async ({
  page,
  context,
}) => {
  // Not `lab`, which forbids errors in the page: a part that does not arrive is one.
  await page.goto('./#lessons/momentum/1');
  await expect(page.getByRole('status', { name: 'Step' })).toHaveText(/^Step 1 of /);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  const told = page.getByRole('alert').filter({ hasText: 'could not be loaded: ' });
  for (const hash of ['#lessons/why-large/1', '#about']) {
    await page.evaluate((to) => {
      location.hash = to;
    }, hash);
    await expect(told).toContainText('the connection was lost or the site was updated');
    await page.goBack();
    await expect(told).toHaveCount(0);
    await expect(page.getByRole('status', { name: 'Step' })).toHaveText(/^Step 1 of /);
  }
});
