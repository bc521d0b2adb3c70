/** A graphics processor that never answers, in the built site. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from './page';
import { test } from './site';

const small =
  'dataset=moons&trainSize=5000&batchSize=1&learningRate=0.01&width=4&hiddenLayers=1&epochs=1000&switchEpoch=500';

test('an adapter that never comes: the run trains with WebAssembly after a while, and the status says why', async ({
  lab,
  site,
}) => {
  const entry = readdirSync('dist/assets').find((name) => /^worker-entry-.*\.js$/.test(name)) as string;
  const program = readFileSync(join('dist/assets', entry), 'utf8');
  site.write(`assets/${entry}`, `${program}\nGPU.prototype.requestAdapter = () => new Promise(() => {});`);
  await lab.open(`?${small}`);
  await lab.button('Train').click();
  await expect(lab.status).toContainText(
    /Training.*WebAssembly \(the graphics adapter did not answer within 20 s\)/,
    { timeout: 80_000 },
  );
  const then = await lab.step();
  await expect.poll(() => lab.step()).toBeGreaterThan(then);
});

test('a readback that never comes: Pause is answered, Train goes on in a new worker, and silence is told', async ({
  lab,
  page,
}) => {
  await lab.open(`?engine=tfjs&backend=webgpu&${small}`);
  await lab.button('Train').click();
  await expect.poll(() => lab.step(), { timeout: 60_000 }).toBeGreaterThan(0);
  const hang = () =>
    page.workers()[0].evaluate(() => {
      GPUBuffer.prototype.mapAsync = () => new Promise(() => {});
    });
  await hang();
  await lab.button('Pause').click();
  await expect(lab.status).toContainText('Paused', { timeout: 30_000 });
  await expect(page.getByText(/did not pause within 10 s and was ended/)).toBeVisible();
  const rested = await lab.step();
  await lab.button('Train').click();
  await expect.poll(() => lab.step(), { timeout: 60_000 }).toBeGreaterThan(rested);
  await hang();
  await expect(
    page.getByText(/The graphics processor did not answer within \d+ s\. Training goes on from step/),
  ).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => lab.step(), { timeout: 60_000 }).toBeGreaterThan(rested);
  await expect(lab.status).toContainText('Training');
});
