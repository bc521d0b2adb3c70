/** What everybody does on the page, in browsers that the other tests do not use. Training comes to its end. */
import { expect, test } from './fixtures';

const toy = 'backend=wasm&dataset=moons&trainSize=200&epochs=12&switchEpoch=6';
const runs = 'ul[aria-label=Runs] > li';
/** The buttons by which runs are shown. */
const names = `${runs} > button`;

test('home: the promise, the picture, and the way to Explore', async ({ person }) => {
  await person.goto('');
  await person.sees('h1', 'Two Regimes');
  await person.sees('figure, [role=figure]', /./);
  await person.click('link', 'Explore');
  await person.sees('[role=status]', /Recorded run · epoch 60 of 60 · step 7,500/);
});

test('Explore: step, cut, train, fork, share, export, and a reload that keeps it all', async ({ person }) => {
  await person.goto(`?${toy}#explore`);
  await person.click('button', 'Step');
  await person.sees('[role=status]', /Paused .* step 1 /);
  await person.click('button', 'Drop to small step');
  await person.click('button', 'Train');
  await person.sees('[role=status]', 'Finished · epoch 12 of 12 · step 84');
  expect(await person.texts(runs)).toHaveLength(1);

  await person.click('slider', 'Step that is looked at');
  await person.click('button', 'Fork here');
  await person.sees('[role=status]', /Paused .* step 4\d /);
  await person.click('button', 'Train');
  await person.sees('[role=status]', 'Finished · epoch 12 of 12 · step 84');
  const both = await person.texts(names);
  expect(both).toHaveLength(2);

  await person.click('button', 'Share');
  expect(await person.value('Link')).toContain('dataset=moons');
  await person.driver.press('Escape');

  await person.click('button', 'Export');
  const run = JSON.parse((await person.download('Run as JSON', /\.json$/)).toString());
  expect(run.format).toBe('two-regimes-run');
  const csv = (await person.download('Run as CSV', /\.csv$/)).toString();
  expect(csv.trim().split('\r\n')).toHaveLength(1 + 1 + 84);
  expect((await person.download('Figure as SVG', /\.svg$/)).toString()).toMatch(/^<svg /);
  const png = await person.download('Figure as PNG', /\.png$/);
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  await person.driver.press('Escape');

  await person.sees('section[aria-label=Runs] div', /^Kept in this browser: /);
  await person.reload();
  await person.sees(runs, both[1]);
  expect(await person.texts(names)).toEqual(both);
  await person.click('button', both[1]);
  await person.sees('[role=status]', 'Finished · epoch 12 of 12 · step 84');
});

test('a lesson: its first run is trained live', async ({ person }) => {
  await person.goto('?backend=wasm&epochs=4&switchEpoch=2&trainSize=400#lessons/bounce/1');
  await person.click('button', 'Run it live');
  await person.sees('[role=status]', 'finished, epoch 4 of 4');
});

test('a phase diagram of four points fills in', async ({ person }) => {
  await person.goto(
    '?backend=wasm&dataset=moons&trainSize=60&width=6&hiddenLayers=1&batchSize=10#phase-diagram',
  );
  const plan = { 'Horizontal axis, values': 2, 'Vertical axis, values': 2, Epochs: 3, Seeds: 1 };
  for (const [name, value] of Object.entries(plan)) await person.fill(name, value);
  await person.sees('main', /(?<!\d)4 runs, /);
  await person.click('button', 'Start');
  await person.sees('[role=status]', /Finished.*4 of 4 runs|4 of 4 runs.*Finished/);
  const csv = (await person.download('CSV', /\.csv$/)).toString();
  expect(csv.trim().split('\n')).toHaveLength(1 + 4);
});
