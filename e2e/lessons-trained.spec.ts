/** Runs that are trained here in a lesson: beside what was recorded, stopped, forked, otherwise than recorded. */
import { live, measured, openStep, panel, said, short } from './lesson-page';
import { endless, expect, test } from './page';

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
  await openStep(page, `?${endless}&switchEpoch=900#lessons/bounce/7`);
  const rate = page.getByRole('textbox', { name: 'Learning rate' });
  await rate.fill('99');
  await rate.press('Enter');
  await expect(page.getByText(/^Learning rate: 99 is not allowed/)).toBeVisible();
  await rate.fill('0.02');
  await rate.press('Enter');
  await expect(live(page)).toContainText('η 0.4 → 0.02');
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
  await expect(said(page)).toContainText(/Trained here\. Your run: stopped/);
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
  await openStep(page, `${short}#lessons/bounce/3`);
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

test('a run that is trained here as it was recorded answers the question too; a shorter one does not', async ({
  page,
  lab: _,
}) => {
  const outcome = measured(page);
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

test('a live run that is left stops, and is there again when one comes back', async ({ page, lab: _ }) => {
  await openStep(page, `?${endless}&switchEpoch=900#lessons/bounce/1`);
  await page.getByRole('button', { name: 'Run it live' }).click();
  await expect(said(page)).toContainText(/Training · epoch ([2-9]|\d{2,}) of 1000/, { timeout: 60_000 });
  await page.getByRole('link', { name: 'Explore', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Runs' })).toBeVisible();
  await page.getByRole('link', { name: 'Lessons', exact: true }).click();
  await page.getByRole('link', { name: 'The bounce' }).click();
  await expect(said(page)).toContainText(/Trained here\. Two phases: stopped, epoch [1-9]/);
  await expect(page.getByRole('radio', { name: /trained here/ })).toBeVisible();
});

test('a step that asks what comes after an epoch does not tell it of a run that was trained here', async ({
  page,
  lab: _,
}) => {
  await openStep(page, '?backend=wasm&epochs=33&trainSize=400#lessons/bounce/1');
  await page.getByRole('button', { name: 'Run it live' }).click();
  await expect(said(page)).toContainText('finished, epoch 33 of 33', { timeout: 60_000 });
  await page.keyboard.press('n');
  await page.getByRole('radio', { name: /trained here/ }).check();
  // Thirty epochs of 13 steps.
  const loss = page.getByRole('figure', { name: 'Loss', exact: true });
  await expect(loss.getByText(/^step 390 · epoch 30\.0 · /)).toBeVisible();
});
