import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { lessons } from '../src/lessons/registry';
import { expect, test } from './page';

const panel = (page: Page) => page.getByRole('region', { name: /^Lesson: / });
const live = (page: Page) => page.getByRole('region', { name: 'Run it live' });
const said = (page: Page) => live(page).getByRole('status');
/** Short runs on wasm, of whatever a lesson trains in two phases. */
const short = '?backend=wasm&epochs=4&switchEpoch=2&trainSize=400';

async function openStep(page: Page, address: string): Promise<void> {
  await page.goto(`./${address}`);
  await expect(panel(page).getByRole('heading', { level: 3 })).toBeVisible();
}

/** Tabs on from where the focus is until something with this name has it. */
async function tabTo(page: Page, role: 'button' | 'radio', name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name }).first();
  for (let i = 0; i < 90; i++) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`No ${role} ${name} was reached by Tab.`);
}

/** Answers the question of the step with its first option, where it has one. */
async function predict(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: 'Prediction' });
  if ((await form.count()) === 0) return;
  const outcome = form.getByRole('status', { name: 'What was measured' });
  await expect(outcome).toBeEmpty();
  const radio = form.getByRole('radio').first();
  for (let i = 0; i < 90; i++) {
    await page.keyboard.press('Tab');
    if (await radio.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press('Space');
  await tabTo(page, 'button', 'Predict');
  await page.keyboard.press('Enter');
  await expect(outcome).toContainText(/^Recorded: /);
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
        await tabTo(page, 'button', step < steps ? 'Next' : /^(Next lesson|To all lessons)/);
        await page.keyboard.press('Enter');
      }
      const at = lessons.findIndex((each) => each.id === id);
      const next = lessons[at + 1];
      await expect(page).toHaveURL(next ? new RegExp(`#lessons/${next.id}/1$`) : /#lessons$/);
      await page.goto('./#lessons');
      const list = page.getByRole('list', { name: 'Lessons' });
      await expect(list.getByRole('listitem').nth(at)).toContainText('Read to the end.');
    });

test('run it live: overlaid on the recording, what differs is said, nothing enters the person’s runs', async ({
  page,
  lab,
}) => {
  await openStep(page, `${short}#lessons/bounce/1`);
  await expect(live(page)).toContainText(/differs from what was recorded: .*examples 4000 → 400/);
  await page.keyboard.press('l');
  await expect(said(page)).toContainText('finished, epoch 4 of 4', { timeout: 60_000 });
  const here = page.getByRole('radio', { name: /^Two phases, trained here \(.*examples 4000 → 400/ });
  await here.check();
  const rows = await lab.table('Loss');
  expect(rows).toHaveLength(5);
  expect(rows.at(-1)?.[0]).toBe(52);
  expect(rows[4][1]).toBeLessThan(rows[0][1]);
  await page.getByRole('radio', { name: 'Two phases, recorded' }).check();
  expect(await lab.table('Loss')).toHaveLength(31);
  await page.goto('./#explore');
  await expect(page.getByRole('list', { name: 'Runs', exact: true }).getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('list', { name: 'Runs', exact: true })).toContainText('Recorded: two phases');
});

test('live runs can be paused, gone on with and cancelled; a value is turned; a step is looked at', async ({
  page,
  lab: _,
}) => {
  await openStep(page, '?backend=wasm&epochs=1000&switchEpoch=900&trainSize=400#lessons/bounce/7');
  const rate = page.getByRole('textbox', { name: 'Learning rate' });
  await rate.fill('99');
  await rate.press('Enter');
  await expect(page.getByText(/^Learning rate: 99 is not allowed/)).toBeVisible();
  await rate.fill('0.3');
  await rate.press('Enter');
  await expect(live(page)).toContainText('η 0.4 → 0.3');
  await page.getByRole('button', { name: 'Run it live' }).click();
  await expect(said(page)).toContainText(/Training · epoch \d+ of 1000/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(said(page)).toContainText('Paused');
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(said(page)).toContainText('Training');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(said(page)).toContainText('What you see was recorded');
  await expect(page.getByRole('radio', { name: /trained here/ })).toHaveCount(0);
  // Stopped, it stays as far as it came.
  await page.getByRole('button', { name: 'Run it live' }).click();
  await expect(said(page)).toContainText(/Training · epoch \d+ of 1000/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(said(page)).toContainText(/Trained here\. Two phases: paused/);
  await expect(page.getByRole('radio', { name: /trained here/ })).toBeChecked();
  await openStep(page, `${short}#lessons/bounce/6`);
  await page.getByRole('button', { name: 'Run it live' }).click();
  await expect(said(page)).toContainText('finished', { timeout: 60_000 });
  await page.getByRole('radio', { name: /trained here/ }).check();
  await page.getByRole('region', { name: 'Loss plot' }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const microscope = page.getByRole('figure', { name: 'Microscope' });
  await expect(microscope.getByText(/κ/).first()).toBeVisible({ timeout: 30_000 });
});

test('a run that was trained here is forked where it drops; until then it is said what that waits for', async ({
  page,
  lab,
}) => {
  await openStep(page, `${short}#lessons/bounce/4`);
  const fork = page.getByRole('button', { name: 'Fork it at the drop' });
  await expect(fork).toBeDisabled();
  await expect(page.getByText('This waits for a run of your own: run it live first.')).toBeVisible();
  await page.getByRole('button', { name: 'Run it live' }).click();
  // Two epochs of 13 steps.
  await expect(page.getByText(/^Your run dropped after step 26\./)).toBeVisible({ timeout: 60_000 });
  await fork.click();
  const both = /Two phases: finished, epoch 4 of 4.*Large steps kept: finished, epoch 4 of 4/;
  await expect(said(page)).toContainText(both, { timeout: 60_000 });
  const losses = async (name: RegExp) => {
    await page.getByRole('radio', { name }).check();
    return (await lab.table('Loss')).map(([, loss]) => loss);
  };
  const [dropped, kept] = [
    await losses(/^Two phases, trained here/),
    await losses(/^Large steps kept, trained here/),
  ];
  expect(kept.slice(0, 3)).toEqual(dropped.slice(0, 3));
  expect(kept[4]).not.toBe(dropped[4]);
});

test('what the address asks for and does not fit a run of the lesson is refused in words', async ({
  page,
  lab: _,
}) => {
  // Of the two runs of this step one has 60 epochs and one 30.
  await openStep(page, '?backend=wasm&warmupEpochs=40#lessons/state/3');
  await page.getByRole('button', { name: 'Run it live' }).click();
  await expect(live(page).getByRole('alert')).toContainText(/40 is not allowed; it takes 0 to 30/);
  await expect(page.getByRole('button', { name: 'Run it live' })).toBeEnabled();
  // A link that is refused as a whole is told where it leads.
  await openStep(page, '?epochs=4#lessons/momentum/1');
  await expect(panel(page).getByRole('alert')).toContainText(/^This link: .*30 is not allowed/);
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
  const outcome = page.getByRole('status', { name: 'What was measured' });
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

test('a run that is trained here as it was recorded answers the question too; a shorter one does not', async ({
  page,
  lab: _,
}) => {
  const outcome = page.getByRole('status', { name: 'What was measured' });
  const settings = [
    [`${short}#lessons/bounce/2`, 'epoch 4 of 4'],
    ['?backend=wasm#lessons/bounce/2', 'epoch 60 of 60'],
  ];
  for (const [address, end] of settings) {
    await openStep(page, address);
    const predict = page.getByRole('button', { name: 'Predict' });
    if (await predict.isVisible()) {
      await page.getByRole('radio', { name: /^It rises/ }).check();
      await predict.click();
    }
    await page.getByRole('button', { name: 'Run it live' }).click();
    await expect(said(page)).toContainText(`finished, ${end}`, { timeout: 120_000 });
    await expect(outcome).toContainText('Recorded: not as you predicted');
    if (address.startsWith(short)) await expect(outcome).not.toContainText('Trained here');
    else await expect(outcome).toContainText('Trained here: not as you predicted, but “It falls at once');
  }
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
  await lab.open('?backend=wasm&dataset=moons&trainSize=200&epochs=1000&switchEpoch=900');
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
  await expect(lab.field('Training examples')).toHaveValue('200');
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
  await tabTo(page, 'button', 'Run it live');
  await tabTo(page, 'button', 'Loss: log scale');
  await tabTo(page, 'radio', /It rises/);
  await page.setViewportSize({ width: 1280, height: 740 });
  const [prose, figure] = [await panel(page).boundingBox(), await shown.boundingBox()];
  expect(figure?.x).toBeGreaterThan((prose?.x ?? 0) + (prose?.width ?? 0));
  await expect(panel(page).getByRole('button', { name: 'Next' })).toBeVisible();
});
