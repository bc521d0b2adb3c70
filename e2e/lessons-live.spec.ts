/** Every lesson walked by keyboard alone with all that it offers to train: short runs on wasm, to their end. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { stages } from '../src/components/lessons/stages/registry';
import type { StageSpec } from '../src/components/lessons/stages/stage';
import type { Stage } from '../src/lessons/lesson';
import { lessons } from '../src/lessons/registry';
import { live, said, tabTo } from './lesson-page';
import { expect, test } from './page';

/** Settings that every run of the lesson takes. */
const short: Record<string, string> = {
  bounce: 'epochs=4&switchEpoch=2&trainSize=400',
  // The second map has all of 1,000 examples in every step.
  momentum: 'epochs=4&switchEpoch=2&trainSize=1000',
  'why-large': 'epochs=4&switchEpoch=2&trainSize=400',
  // Six runs a race.
  schedule: 'epochs=2&switchEpoch=1&trainSize=100',
  state: 'epochs=4&switchEpoch=2&trainSize=400',
};
const main = (page: Page) => page.getByRole('main');

/** Starts a training and waits until it was seen to go on and then to be over. */
async function trained(page: Page, start: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    const root = document.documentElement;
    root.removeAttribute('data-trains');
    const watch = new MutationObserver(() => {
      if (!document.querySelector('main progress')) return;
      root.setAttribute('data-trains', '');
      watch.disconnect();
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await start();
  await expect(page.locator('html')).toHaveAttribute('data-trains', '');
  await expect(page.locator('main progress')).toHaveCount(0, { timeout: 60_000 });
  for (const alert of await page.getByRole('main').getByRole('alert').all()) await expect(alert).toBeEmpty();
}

/** Trains what the step offers; false where it offers nothing. */
async function trainStep(page: Page, stage: Stage, epochs: number): Promise<boolean> {
  const planned = (stages[stage.kind] as StageSpec<Stage['kind']>).trains(stage as never);
  const after = `${epochs} epochs`;
  if (planned.length > 0) {
    await trained(page, () => page.keyboard.press('l'));
    await expect(said(page)).toContainText(`finished, epoch ${epochs} of ${epochs}`);
    expect((await said(page).textContent())?.match(/finished, epoch/g)?.length).toBeGreaterThanOrEqual(
      planned.length,
    );
    await expect(live(page).getByRole('button', { name: 'Run it live' })).toBeEnabled();
    if (stage.kind === 'run' && stage.fork) {
      await tabTo(page, main(page).getByRole('button', { name: 'Fork it at the drop' }));
      await trained(page, () => page.keyboard.press('Enter'));
      await expect(said(page)).toContainText(/Large steps kept: finished/);
    }
  } else if (stage.kind === 'map') {
    await tabTo(page, main(page).getByRole('region', { name: /plot/ }));
    await page.keyboard.press('ArrowDown');
    await trained(page, () => page.keyboard.press('Enter'));
    await expect(
      page.getByText(new RegExp(`^Trained here .*: final training loss .* after ${after}\\. Recorded: `)),
    ).toBeVisible();
  } else if (stage.kind === 'curves') {
    await tabTo(page, main(page).getByRole('slider', { name: 'Drop at epoch' }));
    await page.keyboard.press('ArrowLeft');
    await tabTo(page, main(page).getByRole('button', { name: 'Train this point here' }));
    await trained(page, () => page.keyboard.press('Enter'));
    await expect(page.getByRole('figure')).toContainText(
      new RegExp(`Trained here \\(.*\\): test accuracy [\\d.]+\\s% after ${after}`),
    );
  } else if (stage.kind === 'race') {
    await tabTo(page, main(page).getByRole('button', { name: 'Run the race here, one seed' }));
    await trained(page, () => page.keyboard.press('Enter'));
    await expect(page.getByRole('figure', { name: /^Race: / })).toContainText(
      /Trained here, one seed, drawn as squares: two phases .*, constant [\d.]+/,
    );
  } else return false;
  return true;
}

for (const { id, title, load } of lessons)
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 360],
  ] as const)
    test(`lesson “${title}” trained by keyboard: ${colorScheme}, ${width} px`, async ({ page, lab: _ }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      const { steps } = await load();
      const epochs = Number(new URLSearchParams(short[id]).get('epochs'));
      // The phone trains one step of each kind.
      const kinds = new Set<string>();
      let trainings = 0;
      await page.goto(`./?backend=wasm&${short[id]}#lessons/${id}/1`);
      for (const [i, { stage }] of steps.entries()) {
        await expect(page.getByRole('status', { name: 'Step' })).toHaveText(
          new RegExp(`^Step ${i + 1} of ${steps.length}: `),
        );
        await expect(page.getByText('Loading the figures')).toHaveCount(0);
        if (width > 360 || !kinds.has(stage.kind))
          if (await trainStep(page, stage, epochs)) {
            trainings++;
            if (!kinds.has(stage.kind)) {
              const { violations } = await new AxeBuilder({ page }).analyze();
              expect(
                violations.map(
                  ({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join(' | ')}`,
                ),
              ).toEqual([]);
            }
          }
        kinds.add(stage.kind);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await page.keyboard.press('n');
      }
      expect(trainings).toBeGreaterThan(0);
      const next = lessons[lessons.findIndex((each) => each.id === id) + 1];
      await expect(page).toHaveURL(next ? new RegExp(`#lessons/${next.id}/1$`) : /#lessons$/);
    });

test('what a step points out is there', async ({ page, lab: _ }) => {
  for (const { id, load } of lessons) {
    const { steps } = await load();
    for (const [i, { stage }] of steps.entries()) {
      const named = stage.kind === 'run' ? stage.highlight : undefined;
      if (named === undefined) continue;
      await page.goto(`./#lessons/${id}/${i + 1}`);
      const pointed = page.locator('[data-pointed]');
      await expect(pointed, `${id}/${i + 1} points out “${named}”`).toHaveCount(1);
      await expect(pointed).toBeVisible();
      await expect(pointed).toHaveAccessibleName(named);
    }
  }
});
