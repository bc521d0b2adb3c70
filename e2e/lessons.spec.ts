/** Lessons read to their end by keyboard, their links, questions, frames, and their order on a phone. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { lessons } from '../src/lessons/registry';
import { live, measured, openStep, panel, tabTo } from './lesson-page';
import { endless, expect, test } from './page';

/** Answers the question of the step with its first option, where it has one. */
async function predict(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: 'Prediction' });
  if ((await form.count()) === 0) return;
  await expect(measured(page)).toBeEmpty();
  await tabTo(page, form.getByRole('radio'));
  await page.keyboard.press('Space');
  await tabTo(page, form.getByRole('button', { name: 'Predict' }));
  await page.keyboard.press('Enter');
  await expect(measured(page)).toContainText(/^Recorded: /);
}

async function expectNothingFound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

for (const { id, title } of lessons)
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 360],
  ] as const)
    test(`lesson “${title}” to its end by keyboard, from its recording: ${colorScheme}, ${width} px`, async ({
      page,
      lab: _,
    }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await openStep(page, `#lessons/${id}/1`);
      const dots = page.getByRole('navigation', { name: 'Steps of the lesson' }).getByRole('link');
      const steps = await dots.count();
      expect(steps).toBeGreaterThanOrEqual(3);
      expect(steps).toBeLessThanOrEqual(7);
      for (let step = 1; step <= steps; step++) {
        await expect(page.getByRole('status', { name: 'Step' })).toHaveText(
          new RegExp(`^Step ${step} of ${steps}: `),
        );
        const heading = panel(page).getByRole('heading', { level: 3 });
        await expect(heading).toBeFocused();
        await expect(dots.nth(step - 1)).toHaveAttribute('aria-current', 'step');
        await expect(page.getByText(/^Recorded on /)).toContainText(`npm run record -- ${id}`);
        await expect(panel(page).getByRole('alert')).toBeEmpty();
        await expect(page.getByText('Loading the figures')).toHaveCount(0);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await expectNothingFound(page);
        await predict(page);
        await tabTo(
          page,
          page.getByRole('button', { name: step < steps ? 'Next' : /^(Next lesson|To all lessons)/ }),
        );
        await page.keyboard.press('Enter');
      }
      const at = lessons.findIndex((each) => each.id === id);
      const next = lessons[at + 1];
      await expect(page).toHaveURL(next ? new RegExp(`#lessons/${next.id}/1$`) : /#lessons$/);
      await page.goto('./#lessons');
      const list = page.getByRole('list', { name: 'Lessons' });
      await expect(list.getByRole('listitem').nth(at)).toContainText('Read to the end.');
    });

test('links: to a lesson, to a step; one to nothing says so and shows what there is', async ({
  page,
  lab: _,
}) => {
  await openStep(page, '#lessons/bounce');
  await expect(page.getByRole('status', { name: 'Step' })).toHaveText(/^Step 1 of /);
  await openStep(page, '#lessons/bounce/3');
  await expect(page.getByRole('status', { name: 'Step' })).toHaveText(/^Step 3 of /);
  for (const step of ['0', '99', '1.5', 'x']) {
    await openStep(page, `#lessons/bounce/${step}`);
    await expect(panel(page).getByRole('alert')).toContainText(`There is no step “${step}”`);
    await expect(page.getByRole('status', { name: 'Step' })).toHaveText(/^Step 1 of /);
  }
  await page.goto('./#lessons/no-such/2');
  await expect(page.getByRole('alert').filter({ hasText: 'There is no lesson “no-such”' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Lessons' }).getByRole('listitem')).toHaveCount(lessons.length);
  await page.goBack();
  await expect(page).toHaveURL(/#lessons\/bounce\/x$/);
});

test('a prediction outlives a reload, and can be asked for again', async ({ page, lab: _ }) => {
  await openStep(page, '#lessons/bounce/2');
  const outcome = measured(page);
  await expect(outcome).toBeEmpty();
  await page.getByRole('radio', { name: /^It falls at once/ }).check();
  await expect(outcome).toBeEmpty();
  await page.getByRole('button', { name: 'Predict' }).click();
  await expect(outcome).toContainText(
    /^Recorded: as you predicted\. The training loss was 0\.\d+ at epoch 30/,
  );
  await page.reload();
  await expect(outcome).toContainText('as you predicted');
  await page.getByRole('button', { name: 'Ask me again' }).click();
  await expect(outcome).toBeEmpty();
  await page.getByRole('radio', { name: /^It rises/ }).check();
  await page.getByRole('button', { name: 'Predict' }).click();
  await expect(outcome).toContainText('not as you predicted, but “It falls at once');
  // Nobody has to answer.
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('status', { name: 'Step' })).toHaveText(/^Step 4 of /);
});

test('in a frame: the lesson alone, and the focus stays where it was until one goes on', async ({
  page,
  lab: _,
}) => {
  await openStep(page, '?embed#lessons/bounce/2');
  await expect(page.getByRole('navigation', { name: 'Parts of the site' })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  const heading = panel(page).getByRole('heading', { level: 3 });
  await expect(heading).not.toBeFocused();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(heading).toBeFocused();
  await expect(heading).toHaveText('The drop');
  await expectNothingFound(page);
});

test('a run of one’s own rests while a lesson is open, and goes on afterwards', async ({ page, lab }) => {
  await lab.open(`?${endless}&trainSize=3000&switchEpoch=900`);
  await lab.button('Train').click();
  await expect.poll(() => lab.step()).toBeGreaterThan(5);
  const parts = page.getByRole('navigation', { name: 'Parts of the site' });
  await parts.getByRole('link', { name: 'Lessons' }).click();
  await page.getByRole('link', { name: 'The bounce' }).click();
  await expect(panel(page)).toContainText('Your own run rests here');
  // What was explored is no wish for the runs of lessons.
  await expect(live(page)).not.toContainText('differs');
  await parts.getByRole('link', { name: 'Explore' }).click();
  await expect(lab.status).toContainText('Training · epoch');
  const step = await lab.step();
  await expect.poll(() => lab.step()).toBeGreaterThan(step);
  await expect(lab.field('Training examples')).toHaveValue('3000');
});

test('on a phone the figure comes right after the words, for eyes and for the keyboard', async ({
  page,
  lab: _,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openStep(page, '#lessons/bounce/1');
  await page.getByRole('link', { name: /^Step 2: / }).click();
  const shown = page.getByRole('region', { name: 'What this step shows' });
  await expect(shown.getByRole('figure', { name: 'Loss', exact: true })).toBeVisible();
  // Title, words and the beginning of what is shown share the screen.
  await expect(panel(page).getByRole('heading', { level: 3 })).toBeInViewport();
  await expect(live(page).getByRole('button', { name: 'Run it live' })).toBeInViewport();
  const parts = [panel(page), shown, page.getByRole('region', { name: 'Question and way on' })];
  const tops = await Promise.all(
    parts.map((part) => part.evaluate((each) => each.getBoundingClientRect().top)),
  );
  expect([...tops].sort((a, b) => a - b)).toEqual(tops);
  await tabTo(page, page.getByRole('button', { name: 'Run it live' }));
  await tabTo(page, page.getByRole('button', { name: 'Loss: log scale' }));
  await tabTo(page, page.getByRole('radio', { name: /It rises/ }));
});

test('a page that gets wide puts the figures beside the words, and loses nothing that was begun', async ({
  page,
  lab: _,
}) => {
  await page.setViewportSize({ width: 700, height: 740 });
  await openStep(page, '#lessons/bounce/2');
  const shown = page.getByRole('region', { name: 'What this step shows' });
  const table = shown.getByRole('region', { name: 'Loss as a table' });
  await page.getByRole('radio', { name: 'steps', exact: true }).check();
  await shown.locator('summary', { hasText: 'Show as table: Loss' }).first().click();
  await page.getByRole('radio', { name: /It rises/ }).check();
  for (const width of [1280, 700]) {
    await page.setViewportSize({ width, height: 740 });
    const edges = async () => {
      const [prose, figure] = [await panel(page).boundingBox(), await shown.boundingBox()];
      return (figure?.x ?? 0) > (prose?.x ?? 0) + (prose?.width ?? 0);
    };
    await expect.poll(edges).toBe(width === 1280);
    await expect(table).toBeVisible();
    await expect(page.getByRole('radio', { name: 'steps', exact: true })).toBeChecked();
    await expect(page.getByRole('radio', { name: /It rises/ })).toBeChecked();
  }
});
