import { expect, test } from 'vitest';
import { whatGoes } from './what-goes';

const finished = { state: 'finished' } as const;
const training = { state: 'training' } as const;
const flowers = { name: 'Flowers' };

test.each([
  [[finished], [], 'This deletes 1 run.'],
  [[finished, training], [], 'This deletes 2 runs, 1 of which is training.'],
  [
    [training, training],
    [flowers],
    'This deletes 2 runs, 2 of which are training, and 1 data set: “Flowers”.',
  ],
  [[], [flowers, { name: 'Rain' }], 'This deletes 2 data sets: “Flowers”, “Rain”.'],
  [[], [], 'This deletes what is kept in this browser.'],
])('%j and %j', (runs, datasets, text) => {
  expect(whatGoes(runs, datasets)).toBe(text);
});
