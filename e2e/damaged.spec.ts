import { expect } from './page';
import { type Site, test } from './site';

const pack = 'data/fashion-mnist.pack';
const fashion = '?backend=wasm&dataset=fashion&trainSize=100&epochs=1&switchEpoch=1&batchSize=10';

const damages: [name: string, damage: (site: Site) => void, message: RegExp][] = [
  ['missing', (site) => site.remove(pack), /answered 404/],
  ['cut on disk', (site) => site.cutTo(pack, 1000), /truncated: 1000 of 2627076 bytes/],
  ['empty', (site) => site.cutTo(pack, 0), /truncated: 0 of 2627076 bytes/],
  ['too long', (site) => site.append(pack, 1), /not the expected file: more than 2627076 bytes/],
  ['flipped bytes', (site) => site.flip(pack), /corrupt: its checksum is wrong/],
  ['connection cut', (site) => site.breakConnectionAt(pack), /truncated: \d+ of 2627076 bytes/],
];

for (const [name, damage, message] of damages) {
  test(`data file, ${name}: said in words, and trying again works`, async ({ lab, page, site }) => {
    damage(site);
    await lab.open(fashion);
    await lab.button('Train').click();
    await expect(page.getByRole('alert').getByText(message)).toBeVisible();
    await expect(lab.status).toContainText('Ready');
    // As long as the damage lasts, trying again says the same again.
    await lab.button('Try again').click();
    await expect(page.getByRole('alert').getByText(message)).toBeVisible();
    site.restore();
    await lab.button('Try again').click();
    await expect(lab.status).toContainText('Finished', { timeout: 60_000 });
    await expect(page.getByRole('alert').getByText(message)).toBeHidden();
  });
}

const programs = ['', '-simd', '-threaded-simd'].map((kind) => `wasm/tfjs-backend-wasm${kind}.wasm`);
const failures: [name: string, damage: (site: Site) => void, message: RegExp][] = [
  [
    'missing',
    (site) => site.remove('wasm'),
    /the site answered 404 for \S+\/wasm\/tfjs-backend-wasm\S*\.wasm\./,
  ],
  [
    'cut on disk',
    (site) => {
      for (const each of programs) site.cutTo(each, 1000);
    },
    /what the site sends for \S+\/wasm\/tfjs-backend-wasm\S*\.wasm \(1000 bytes\) is not WebAssembly/,
  ],
];

for (const [name, damage, words] of failures) {
  test(`wasm programs, ${name}: an error, not another backend; trying again works`, async ({
    lab,
    page,
    site,
  }) => {
    damage(site);
    await lab.open('?backend=wasm&dataset=moons&trainSize=100&epochs=2&switchEpoch=1');
    await lab.button('Train').click();
    const message = page.getByRole('alert').getByText(words);
    await expect(message).toBeVisible();
    await expect(message).not.toContainText('in this browser');
    await lab.button('Try again').click();
    await expect(message).toBeVisible();
    site.restore();
    await lab.button('Try again').click();
    await expect(lab.status).toContainText(/Finished.*WebAssembly/, { timeout: 60_000 });
    await expect(message).toBeHidden();
  });
}
