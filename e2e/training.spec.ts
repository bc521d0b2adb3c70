import { endless, expect, test } from './page';

test('first visit: a finished recorded run, its summary, and Train', async ({ lab, page }) => {
  await lab.open();
  await expect(lab.status).toContainText('Recorded run · epoch 60 of 60 · step 7,500');
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible();
  await expect(page.getByText('After the drop to 0.003')).toBeVisible();
  await expect(lab.button('Train')).toBeEnabled();
  const loss = await lab.table('Loss');
  expect(loss.at(-1)?.[0]).toBe(7500);
  expect(loss.at(-1)?.[1]).toBeLessThan(0.05);
});

test('the default run on wasm, to its end: the loss bounces, drops, and the page says so', async ({
  lab,
  page,
}) => {
  test.setTimeout(180_000);
  await lab.open('?backend=wasm');
  await lab.button('Train').click();
  await expect(lab.status).toContainText(
    /Training · epoch \d+ of 60 · step [\d,]+ · [\d,.]+ steps\/s · WebAssembly/,
  );
  await expect(lab.button('Pause')).toBeVisible();
  await expect(lab.status).toContainText('Finished · epoch 60 of 60 · step 7,500', { timeout: 150_000 });
  const loss = await lab.table('Loss');
  const before = loss.filter(([step]) => step > 0 && step <= 3750).map(([, train]) => train);
  const after = loss.filter(([step]) => step > 3750).map(([, train]) => train);
  const rises = (values: number[]) => values.filter((value, i) => i > 0 && value > values[i - 1]).length;
  expect(rises(before)).toBeGreaterThanOrEqual(4);
  expect(rises(after)).toBeLessThanOrEqual(1);
  expect(after.at(-1)).toBeLessThan(0.05);
  await expect(page.getByText(/With the large step \(0\.4\).* rose in \d+ of 30 epochs/)).toBeVisible();
});

test('squared error is chosen, trained on wasm, and told by the address and the microscope', async ({
  lab,
  page,
}) => {
  await lab.open(
    '?backend=wasm&dataset=moons&trainSize=64&batchSize=32&width=8&hiddenLayers=1&epochs=15&switchEpoch=7',
  );
  await page.getByRole('combobox', { name: 'Loss', exact: true }).selectOption('Squared error');
  await expect(page).toHaveURL(/[?&]loss=squared-error/);
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
  const loss = await lab.table('Loss');
  expect(loss.at(-1)?.[1]).toBeLessThan(loss[0][1]);
  await lab.button('Reset').click();
  await lab.button('Step').click();
  const microscope = page.getByRole('figure', { name: 'Microscope', exact: true });
  await expect(microscope.getByText('loss of the batch', { exact: true }).last()).toBeVisible();
  await expect(microscope.getByText(/nats/)).toHaveCount(0);
});

for (const [engine, name] of [
  ['tfjs', 'WebGPU (software)'],
  ['fused', 'WebGPU, fused kernels (software)'],
]) {
  test(`WebGPU on the software adapter trains inside the worker: ${engine}`, async ({ lab }) => {
    await lab.open(
      `?backend=webgpu&engine=${engine}&dataset=moons&trainSize=64&batchSize=32&width=4&hiddenLayers=1&epochs=15&switchEpoch=7`,
    );
    await lab.button('Train').click();
    await expect(lab.status).toContainText(`Finished · epoch 15 of 15 · step 30 · ${name}`, {
      timeout: 60_000,
    });
    const loss = await lab.table('Loss');
    expect(loss).toHaveLength(16);
    expect(loss.at(-1)?.[1]).toBeLessThan(loss[0][1]);
    await expect(lab.page.getByText(/refused a command/)).toBeHidden();
  });
}

test('the fused kernels train the default network on the software adapter, probes and all', async ({
  lab,
}) => {
  await lab.open('?engine=fused&epochs=4&switchEpoch=2');
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished · epoch 4 of 4 · step 500 · WebGPU, fused kernels', {
    timeout: 80_000,
  });
  const kappa = await lab.table('Step number');
  // A row per window of an eighth of an epoch.
  expect(kappa.filter(([, value]) => value > 0).length).toBeGreaterThan(20);
  await expect(lab.page.getByText(/refused a command/)).toBeHidden();
});

test('without being asked for an engine, WebGPU takes the faster one; what does not fit trains on tfjs', async ({
  lab,
}) => {
  const rest =
    'backend=webgpu&dataset=moons&trainSize=64&batchSize=32&width=4&hiddenLayers=1&epochs=3&switchEpoch=1';
  await lab.open(`?${rest}`);
  await lab.button('Train').click();
  // Which is faster is measured here and now, and other work on the machine has a say in it.
  await expect(lab.status).toContainText(
    /Finished · epoch 3 of 3 · step 6 · WebGPU(, fused kernels| \(software, faster here than the fused kernels\))/,
    { timeout: 60_000 },
  );
  await lab.open(`?${rest}&batchNorm=on`);
  await lab.button('Train').click();
  await expect(lab.status).toContainText(
    'step 6 · WebGPU (software, the fused kernels lack batch normalization)',
    { timeout: 60_000 },
  );
});

test('webgpu, fused or not, wasm, webgl and cpu compute the same run', async ({ lab }) => {
  const ends: number[][] = [];
  for (const engine of [
    'engine=tfjs&backend=webgpu',
    'backend=wasm',
    'backend=webgl',
    'backend=cpu',
    'engine=fused',
  ]) {
    await lab.open(
      `?${engine}&dataset=xor&trainSize=64&batchSize=16&width=4&hiddenLayers=1&epochs=5&switchEpoch=3&learningRate=0.1`,
    );
    await lab.button('Train').click();
    await expect(lab.status).toContainText('Finished · epoch 5 of 5 · step 20', { timeout: 60_000 });
    ends.push((await lab.table('Loss')).at(-1) as number[]);
  }
  for (const [, train, held] of ends) {
    expect(Math.abs(train / ends[1][1] - 1)).toBeLessThan(1e-3);
    expect(Math.abs(held / ends[1][2] - 1)).toBeLessThan(1e-3);
  }
});

test('pause, step, go on, reset', async ({ lab }) => {
  await lab.open(`?${endless}`);
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Training');
  await lab.button('Pause').click();
  await expect(lab.status).toContainText('Paused');
  const stepOf = () => lab.step();
  await expect.poll(stepOf).toBeGreaterThan(0);
  const paused = await stepOf();
  await lab.button('Step').click();
  await expect.poll(stepOf).toBe(paused + 1);
  await lab.button('Train').click();
  await expect.poll(stepOf).toBeGreaterThan(paused + 100);
  await lab.button('Reset').click();
  await expect(lab.status).toContainText('Ready · 1000 epochs planned');
});

test.describe('every network trains on the wasm fallback', () => {
  for (const query of [
    'model=logistic&epochs=2&switchEpoch=1',
    'model=mlp&batchNorm=on&activation=gelu&epochs=2&switchEpoch=1',
    'model=cnn1d&epochs=1&switchEpoch=1&trainSize=500&learningRate=0.05',
    'dataset=fashion&model=cnn2d&epochs=1&switchEpoch=1&trainSize=500&learningRate=0.05',
  ]) {
    test(query, async ({ lab }) => {
      await lab.open(`?backend=wasm&${query}`);
      await lab.button('Train').click();
      await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
      const loss = await lab.table('Loss');
      expect(loss.at(-1)?.[1]).toBeLessThan(loss[0][1]);
    });
  }
});

test('the site works below any path, with its own files only', async ({ lab, page }) => {
  await page.goto(
    `http://localhost:${process.env.SUB_PATH_PORT}/some/sub/path/?backend=wasm&dataset=fashion&trainSize=100&epochs=1&switchEpoch=1&batchSize=10`,
  );
  await lab.button('Train').click();
  await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
});
