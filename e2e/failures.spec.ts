import { expect, test } from './page';

test('worker killed mid-run: a new one goes on from the last checkpoint', async ({ lab, page }) => {
  await lab.open('?backend=wasm&epochs=1000');
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Training');
  // Long enough for a checkpoint.
  await page.waitForTimeout(4000);
  await page.workers()[0].evaluate(() => self.close());
  await expect(page.getByText(/worker was lost.*goes on from step [1-9]/)).toBeVisible({ timeout: 40_000 });
  await expect(lab.status).toContainText('Training');
});

test('graphics processor lost mid-run: the run goes on and the page says so', async ({ lab, page }) => {
  await lab.open(
    '?backend=webgpu&dataset=moons&trainSize=64&batchSize=32&width=4&hiddenLayers=1&epochs=1000',
  );
  await lab.button('Train').click();
  await expect(lab.status).toContainText(/Training.*step \d+.*WebGPU \(software\)/);
  await page.waitForTimeout(4000);
  const session = await page.context().browser()?.newBrowserCDPSession();
  await session?.send('Browser.crashGpuProcess');
  await expect(
    page.getByText(/graphics processor was lost.*goes on from step \d+; \d+ steps are lost/i),
  ).toBeVisible({
    timeout: 40_000,
  });
  await expect(lab.status).toContainText(/Training|Stopped/, { timeout: 40_000 });
});

const blob = '**/data/fashion-mnist.pack';
const fashion = '?backend=wasm&dataset=fashion&trainSize=100&epochs=1&switchEpoch=1&batchSize=10';

for (const [name, response, message] of [
  ['missing', { status: 404, body: 'no' }, /answered 404/],
  ['truncated', { status: 200, body: 'x'.repeat(1000) }, /truncated: 1000 of 2627076 bytes/],
  ['corrupt', { status: 200, body: 'x'.repeat(2627076) }, /corrupt: its checksum is wrong/],
] as const) {
  test(`data file ${name}: said in words, and trying again works`, async ({ lab, page }) => {
    await page.route(blob, (route) =>
      route.fulfill({ ...response, contentType: 'application/octet-stream' }),
    );
    await lab.open(fashion);
    await lab.button('Train').click();
    await expect(page.getByText(message)).toBeVisible();
    await page.unroute(blob);
    await lab.button('Try again').click();
    await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  });
}

test('diverging: stops at the step, keeps the curves, one click leads back', async ({ lab, page }) => {
  await lab.open(
    '?backend=wasm&schedule=constant&learningRate=10&weightDecay=0.1&initScale=10&activation=gelu&momentum=0.99',
  );
  await lab.button('Train').click();
  await expect(lab.status).toContainText(/Diverged at step \d+/, { timeout: 60_000 });
  await expect(page.getByText(/stopped being a number: diverged at step/)).toBeVisible();
  expect((await lab.table('Loss')).length).toBeGreaterThan(0);
  await page.getByRole('button', { name: /^Reset with learning rate/ }).click();
  await expect(lab.status).toContainText('Ready');
  await expect(lab.field('Learning rate')).toHaveValue('0.001');
});

test('a backend that cannot start is an error, not another backend', async ({ lab, page }) => {
  await page.route('**/wasm/*.wasm', (route) => route.fulfill({ status: 404, body: 'no' }));
  await lab.open('?backend=wasm');
  await lab.button('Train').click();
  await expect(page.getByText(/wasm backend did not start/)).toBeVisible();
});

test('absurd values in every number field are refused in words and change nothing', async ({ lab, page }) => {
  await lab.open('?dataset=moons&trainSize=1000&schedule=step&momentum=0.5');
  const inputs = page.locator('input[inputmode=decimal]');
  const count = await inputs.count();
  expect(count).toBeGreaterThan(12);
  for (let i = 0; i < count; i++) {
    const input = inputs.nth(i);
    const before = await input.inputValue();
    const label = await input.evaluate((each: HTMLInputElement) => each.labels?.[0].textContent);
    for (const absurd of ['-1', '1e99', 'abc', '']) {
      await input.fill(absurd);
      await input.press('Enter');
      await expect(input).toHaveAttribute('aria-invalid', 'true');
      await expect(
        page.getByText(new RegExp(`^${label}: .* is not allowed; it takes .* from .* to `)),
      ).toBeVisible();
    }
    await expect(lab.button('Train')).toBeDisabled();
    await input.fill(before);
    await input.press('Enter');
    await expect(input).toHaveAttribute('aria-invalid', 'false');
  }
  await expect(lab.button('Train')).toBeEnabled();
});

test.describe('links that make no sense give the default page and say why', () => {
  for (const [query, message] of [
    ['?learningRate=NaN', /Learning rate: “NaN” is not allowed; it takes a number from 0.00001 to 10/],
    ['?learningRate=1e999', /Learning rate: Infinity|Learning rate: “1e999”/],
    ['?epochs=1.5', /Epochs: 1.5 is not allowed; it takes a whole number from 1 to 1000/],
    ['?model=__proto__', /Network: “__proto__” is not allowed/],
    ['?constructor=1', /Unknown field “constructor”/],
    ['?v=2', /newer version/],
    ['?backend=quantum', /no backend “quantum”/],
    ['?preset=%3Cscript%3E', /no preset “<script>”/],
    ['?trainSize=5000', /Training examples: 5000 is not allowed; it takes 20 to 4000/],
  ] as const) {
    test(query, async ({ lab, page }) => {
      await lab.open(query);
      await expect(page.getByRole('alert')).toContainText(message);
      await expect(lab.field('Learning rate')).toHaveValue('0.4');
      await expect(lab.button('Train')).toBeEnabled();
    });
  }
});
