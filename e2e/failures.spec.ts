import { endless, expect, type Lab, test } from './page';

/** Long enough after the start for the first checkpoint, which a run makes after two seconds. */
const hasCheckpoint = (lab: Lab) =>
  expect(lab.page.getByText(/^([4-9]|\d\d) s trained/)).toBeVisible({ timeout: 60_000 });

/** Waits for the notice of a loss; resolves with the step the run had come to by then. */
async function stepAtLoss(lab: Lab, what: RegExp): Promise<number> {
  const notice = lab.page.getByRole('alert').getByText(what);
  await expect(notice).toHaveText(/Training goes on from step [1-9][\d,]*; [\d,]+ steps are lost\./, {
    timeout: 60_000,
  });
  const [, from, lost] = /from step ([\d,]+); ([\d,]+) steps/.exec((await notice.textContent()) ?? '') ?? [];
  return Number(from.replaceAll(',', '')) + Number(lost.replaceAll(',', ''));
}

/** The run trains on, past the step it was lost at. */
async function goesOnBeyond(lab: Lab, lostAt: number): Promise<void> {
  await expect.poll(() => lab.step(), { timeout: 60_000 }).toBeGreaterThan(lostAt);
  await expect(lab.status).toContainText('Training');
  const later = await lab.step();
  await expect.poll(() => lab.step(), { timeout: 60_000 }).toBeGreaterThan(later);
  await expect(lab.button('Pause')).toBeEnabled();
}

test('worker killed mid-run: a new one goes on from the last checkpoint', async ({ lab, page }) => {
  await lab.open(`?${endless}`);
  await lab.button('Train').click();
  await hasCheckpoint(lab);
  await page.workers()[0].evaluate(() => self.close());
  await goesOnBeyond(lab, await stepAtLoss(lab, /training worker was lost/));
  // Nothing of the curve is missing or drawn twice.
  await lab.button('Pause').click();
  const steps = (await lab.table('Loss')).map(([step]) => step);
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
});

test('graphics processor lost mid-run: the run goes on and the page says so', async ({ lab, page }) => {
  await lab.open(
    '?engine=tfjs&backend=webgpu&dataset=moons&trainSize=5000&batchSize=1&learningRate=0.01&width=4&hiddenLayers=1&epochs=1000',
  );
  await lab.button('Train').click();
  await expect(lab.status).toContainText(/Training.*step \d+.*WebGPU \(software\)/);
  await hasCheckpoint(lab);
  const session = await page.context().browser()?.newBrowserCDPSession();
  await session?.send('Browser.crashGpuProcess');
  await goesOnBeyond(lab, await stepAtLoss(lab, /graphics processor was lost/i));
  await expect(lab.status).toContainText('WebGPU');
});

test('a command that the graphics processor refuses is told, and the run goes on', async ({ lab, page }) => {
  await lab.open(
    '?backend=webgpu&dataset=moons&trainSize=5000&batchSize=1&learningRate=0.01&width=4&hiddenLayers=1&epochs=1000',
  );
  await lab.button('Train').click();
  await expect.poll(() => lab.step(), { timeout: 60_000 }).toBeGreaterThan(0);
  // The device that trains is asked, once, for a buffer that no device can make.
  await page.workers()[0].evaluate(() => {
    const { createCommandEncoder } = GPUDevice.prototype;
    GPUDevice.prototype.createCommandEncoder = function (...order) {
      GPUDevice.prototype.createCommandEncoder = createCommandEncoder;
      this.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE });
      return createCommandEncoder.apply(this, order);
    };
  });
  await expect(
    page.getByRole('alert').getByText(/The graphics processor refused a command: .*buffer/i),
  ).toBeVisible();
  const then = await lab.step();
  await expect.poll(() => lab.step(), { timeout: 60_000 }).toBeGreaterThan(then);
  await expect(lab.status).toContainText('WebGPU');
});

for (const [query, rate] of [
  ['learningRate=10&weightDecay=0.1&initScale=10&activation=gelu&momentum=0.99', '0.001'],
  ['learningRate=0.4&initScale=10&initialization=he&hiddenLayers=4', '0.04'],
]) {
  test(`diverging: stops at the step, keeps the curves, one click leads back (${query})`, async ({
    lab,
    page,
  }) => {
    await lab.open(`?backend=wasm&schedule=constant&epochs=5&switchEpoch=5&${query}`);
    await lab.button('Train').click();
    await expect(lab.status).toContainText(/Diverged at step \d+/, { timeout: 60_000 });
    await expect(page.getByText(/grew beyond all bounds: diverged at step/)).toBeVisible();
    await expect(page.getByText(/^The run diverged at step \d+, before its first window/)).toBeVisible();
    expect((await lab.table('Loss')).length).toBeGreaterThan(0);
    await lab.button(`Reset with learning rate ${rate} and initial scale 1`).click();
    await expect(lab.status).toContainText('Ready');
    await expect(lab.field('Learning rate')).toHaveValue(rate);
    await expect(lab.field('Initial scale')).toHaveValue('1');
    await lab.button('Train').click();
    await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  });
}

test('an address that may not change so often: the controls go on, the page stays', async ({ lab, page }) => {
  await page.addInitScript(() => {
    history.replaceState = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
  });
  await lab.open('?seed=3');
  await expect(lab.field('Seed')).toHaveValue('3');
  await lab.field('Seed').fill('4');
  await lab.field('Seed').press('Enter');
  await lab.button('Presenter').click();
  await expect(lab.button('Presenter')).toHaveAttribute('aria-pressed', 'true');
  await expect(lab.field('Seed')).toHaveValue('4');
});

test('blocked storage: the page works, and its choices last until it is closed', async ({ lab, page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'indexedDB'])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
  });
  await lab.open('?backend=wasm&dataset=moons&trainSize=100&epochs=2&switchEpoch=1');
  await page.getByRole('button', { name: 'Theme: auto. Change to light' }).click();
  await expect(page.getByRole('button', { name: /^Theme: light/ })).toBeVisible();
  await lab.button('Keyboard shortcuts').click();
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await sheet.getByRole('checkbox').uncheck();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('t');
  await expect(lab.status).toContainText('Ready');
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
});
