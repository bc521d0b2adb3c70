/** Links as people have them: what others added, what was done to them on their way, and what is wrong in them. */
import { expect, test } from './page';

test('a link with foreign keys and marks opens its run, is mended in words, and the address is clean', async ({
  lab,
  page,
}) => {
  await lab.open('?fbclid=x&v=1&amp;learningRate=0,05&amp;seed=7).&utm_source=mail');
  await expect(lab.field('Learning rate')).toHaveValue('0.05');
  await expect(page.getByRole('alert')).toContainText(/This link was mended: .*&.*decimal comma/);
  await expect(page).toHaveURL(/\?v=1&learningRate=0\.05&seed=7#explore$/);
});

test('a link that only others wrote into leads to the start; its address is clean', async ({
  lab: _,
  page,
}) => {
  await page.goto('./?fbclid=x&utm_source=mail');
  await expect(page.getByRole('link', { name: 'Train one yourself' })).toBeVisible();
  await expect(page).not.toHaveURL(/fbclid/);
});

test('a refused link keeps its address and what was right, until something is changed', async ({
  lab,
  page,
}) => {
  const query = '?v=1&momentum=0.5&learningRate=99&momentun=1';
  await lab.open(query);
  const alert = page.getByRole('alert').first();
  await expect(alert).toContainText(
    /Learning rate: 99 is not allowed; it takes a number from 0\.00001 to 10/,
  );
  await expect(alert).toContainText(/There is no field “momentun”; “momentum”, Momentum, is meant/);
  await expect(lab.field('Learning rate')).toHaveValue('0.4');
  expect(new URL(page.url()).search).toBe(query);
  await lab.field('Learning rate').fill('0.2');
  await lab.field('Learning rate').press('Enter');
  await expect(page).toHaveURL(/\?v=1&learningRate=0\.2&momentum=0\.5#explore$/);
});

test('a query behind the fragment, a mark behind a step, 10,000 keys', async ({ lab, page }) => {
  await page.goto('./#explore?learningRate=0.2&seed=7');
  await expect(lab.field('Learning rate')).toHaveValue('0.2');
  await page.goto('./?ref=x#lessons/bounce/2).');
  await expect(
    page.getByRole('navigation', { name: 'Steps of the lesson' }).locator('[aria-current]'),
  ).toHaveText(/2/);
  // Servers take no such query; a fragment never reaches them. Of more keys the browser itself takes minutes.
  const keys = Array.from({ length: 10_000 }, (_, i) => `k${i}=1`).join('&');
  await page.goto('about:blank');
  await page.goto(`./#explore?learningRate=0.2&${keys}`);
  await expect(page.getByRole('alert').first()).toContainText(
    /This link: It has 10,001 keys; those after the first 1,000 are left out/,
  );
  await expect(lab.field('Learning rate')).toHaveValue('0.2');
});
