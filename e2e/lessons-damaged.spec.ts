import { readdirSync } from 'node:fs';
import { lessons } from '../src/lessons/registry';
import { expect } from './page';
import { test } from './site';

test('a lesson without its recording, or with a broken one: said in words, read all the same, found again', async ({
  page,
  site,
}) => {
  const told = page.getByRole('alert').filter({ hasText: 'The recorded runs of this lesson are missing' });
  const step = page.getByRole('status', { name: 'Step' });
  site.cutTo('recorded/bounce.json', 1000);
  await page.goto('./#lessons/bounce/2');
  await expect(told).toContainText('recorded/bounce.json cannot be read: It is not valid JSON');
  await expect(step).toHaveText(/^Step 2 of /);
  await page.getByRole('radio', { name: /^It rises/ }).check();
  await page.getByRole('button', { name: 'Predict' }).click();
  await expect(page.getByRole('status', { name: 'What was measured' })).toContainText(
    'The recorded numbers do not answer this question',
  );
  await expect(page.getByText('No run is there to be shown')).toBeVisible();

  site.restore();
  site.remove('recorded/bounce.json');
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(told).toContainText('recorded/bounce.json is not there (the server says 404)');

  site.restore();
  await page.getByRole('button', { name: 'Load again' }).click();
  await expect(told).toHaveCount(0);
  await expect(page.getByRole('figure', { name: 'Loss' })).toBeVisible();
  await expect(page.getByRole('status', { name: 'What was measured' })).toContainText('not as you predicted');
});

test('figures of a lesson that do not arrive: said in their place, the words and the other steps stay', async ({
  page,
  site,
}) => {
  const file = readdirSync('dist/assets').find((name) => /^AgainstStage-.*\.js$/.test(name));
  site.remove(`assets/${file}`);
  await page.goto('./#lessons/momentum/1');
  await expect(
    page.getByRole('alert').filter({ hasText: 'What this step shows could not be loaded' }),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: 'A step that remembers' })).toBeVisible();
  // A step with another kind of figure.
  const momentum = lessons.find(({ id }) => id === 'momentum');
  const { steps } = (await momentum?.load()) ?? { steps: [] };
  const map = steps.findIndex(({ stage }) => stage.kind === 'map') + 1;
  await page.getByRole('link', { name: new RegExp(`^Step ${map}: `) }).click();
  await expect(page.getByRole('figure', { name: 'Phase diagram' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'could not be loaded' })).toHaveCount(0);
});
