import { expect, test } from 'vitest';
import { type Entry, filesIn } from './dropped-files';

const file = (path: string): Entry => ({
  isFile: true,
  isDirectory: false,
  name: path.split('/').at(-1) ?? '',
  fullPath: path,
  file: (done) => done(new File(['x'], path.split('/').at(-1) ?? '')),
});

/** A folder that is handed out two entries at a time, as browsers do with hundreds. */
const folder = (path: string, children: readonly Entry[]): Entry => ({
  isFile: false,
  isDirectory: true,
  name: path.split('/').at(-1) ?? '',
  fullPath: path,
  createReader: () => {
    let at = 0;
    return {
      readEntries: (done) => {
        done(children.slice(at, at + 2));
        at += 2;
      },
    };
  },
});

test('a folder is walked to its end, each file with the place it lay in, hidden ones left out', async () => {
  const cats = ['10', '2', '1'].map((name) => file(`/pets/cat/${name}.png`));
  const pets = folder('/pets', [folder('/pets/dog', [file('/pets/dog/1.png')]), folder('/pets/cat', cats)]);
  const found = await filesIn([pets, file('/.DS_Store'), file('/labels.csv')]);
  expect(found.map(({ webkitRelativePath }) => webkitRelativePath)).toEqual([
    'pets/cat/1.png',
    'pets/cat/2.png',
    'pets/cat/10.png',
    'pets/dog/1.png',
    'labels.csv',
  ]);
});

test('what cannot be read is left out', async () => {
  const broken: Entry = { ...file('/b.png'), file: (_, failed) => failed(new Error('gone')) };
  const closed: Entry = {
    ...folder('/c', []),
    createReader: () => ({ readEntries: (_, failed) => failed(new Error('not allowed')) }),
  };
  expect((await filesIn([broken, closed, file('/a.png')])).map(({ name }) => name)).toEqual(['a.png']);
});

test('a folder that goes on for ever is not walked to its end', async () => {
  const endless: Entry = {
    ...folder('/e', []),
    createReader: () => ({
      readEntries: (done) => done(Array.from({ length: 1000 }, (_, i) => file(`/e/${i}.png`))),
    }),
  };
  expect((await filesIn([endless])).length).toBeLessThanOrEqual(50_000);
});
