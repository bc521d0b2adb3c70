import { expect, test } from 'vitest';
import { readText } from './read-text';
import { holdsRunFile, sniff, sniffedBytes } from './sniff';

const bytes = (text: string) => new TextEncoder().encode(text).subarray(0, sniffedBytes);
const cifar = Uint8Array.from({ length: 3 * 3073 }, (_, i) => (i % 3073 === 0 ? 7 : 200));
/** Rows of CIFAR-100: a coarse class of 19, a fine one of 99. */
const cifar100 = Uint8Array.from({ length: 3 * 3074 }, (_, i) => [19, 99][i % 3074] ?? i % 3);

const printed = (line: (i: number) => string, first = '') =>
  [...(first ? [first] : []), ...[1, 2, 3, 4, 5, 6].map(line)].join('\n');

test.each([
  ['run.json', '{"format":"two-regimes-run","version":1,"config":{}}', 'run-file'],
  ['run.json', '{\n  "version": 1,\n  "format": "two-regimes-run"', 'run-file'],
  ['runs.json', '{"format":"two-regimes-runs","runs":[{"format":"two-regimes-run"}]}', 'run-files'],
  ['a.csv', 'step,loss\n1,2', 'log'],
  ['a.csv', '\uFEFFStep;Train Loss\r\n1;0,5\r\n', 'log'],
  ['a.jsonl', '{"step":1,"loss":2}\n', 'log'],
  ['a.json', '{"val_loss":[1,2]', 'log'],
  ['a.csv', 'tag,step,value\nloss,1,2', 'log'],
  ['run-.-tag-loss.csv', 'Wall time,Step,Value\n1,2,3', 'log'],
  ['iris.csv', `a,b,species\n${'1.5,2,setosa\n0.5,1,virginica\n'.repeat(20)}`, 'data'],
  ['mnist.csv', 'label,p1,p2\n5,0,0.5\n', 'data'],
  ['points.csv', '0.1,0.7,0\n0.4,0.9,1\n0.3,0.3,1\n', 'data'],
  ['points.csv', '0.1,0.7\n0.4,0.91\n0.3,0.33\n', 'log'],
  ['a.csv', 'step,wings,gpu\n1,2.5,0\n2,2.25,0\n', 'log'],
  ['a.txt', 'iter 10: loss 3.2, lr 1e-3', 'log'],
  [
    'a.log',
    printed((i) => `Epoch [1][${i}/150]\tlr: 1e-3, eta: 1 day, acc: 90.5, loss: ${3 - i}, norm: 8`),
    'log',
  ],
  ['a.log', printed((i) => `[${i}]\ttrain-rmse:0.${9 - i}\teval-rmse:0.95`), 'log'],
  ['a.log', printed((i) => `{'loss': '2.${9 - i}', 'grad_norm': '1.5', 'epoch': '0.1'}`), 'log'],
  ['verlauf.csv', printed((i) => `${i};2,${9 - i};0,1`, 'Epoche;Verlust;Genauigkeit'), 'log'],
  ['a.csv', printed((i) => `0,${i};2,5;${i % 2},0`, 'a;b;c'), 'data'],
  ['a.svm', printed((i) => `${i % 2} 1:0.5 2:0.${i}`), 'data'],
  ['a.json', '{"name":"x"}', 'log'],
  ['a.txt', 'Dear diary,\ntoday I trained a network.', 'log'],
  ['a.txt', '', 'log'],
  ['a.csv', '"', 'log'],
])('%s with %o is told', (name, text, kind) => expect(sniff(bytes(text), name)).toBe(kind));

test.each([
  ['a.zip', [0x50, 0x4b, 3, 4], 'data'],
  ['a.png', [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], 'data'],
  ['train-images-idx3-ubyte', [0, 0, 8, 3, 0, 0, 0, 1], 'data'],
  ['data_batch_1.bin', cifar, 'data'],
  ['weights.bin', cifar.with(3073, 11), 'data'],
  ['train.bin', cifar100, 'data'],
  ['batch', cifar100, 'data'],
  ['emnist-letters-train-images-idx3-ubyte.gz', [0x1f, 0x8b, 8, 0], 'data'],
  ['emnist-letters-test-labels-idx1-ubyte.gz', [0x1f, 0x8b, 8, 0], 'data'],
  ['a.out', [0x7f, 0x45, 0x4c, 0x46, 0, 0], 'unknown'],
  ['a.log', [], 'log'],
  ['a.csv', [0xff, 0xfe, 0x78, 0, 0x2c, 0, 0x79, 0, 10, 0, 0x31, 0, 0x2c, 0, 0x33, 0], 'data'],
])('%s is told by its first bytes', (name, values, kind) => {
  expect(sniff(Uint8Array.from(values), name)).toBe(kind);
});

test('a large table is told by its first rows, wherever they are cut', () => {
  const table = `a,b,label\n${'1.25,0.5,2\n'.repeat(9000)}`;
  for (let cut = 0; cut < 12; cut++) {
    expect(sniff(bytes(`${' '.repeat(cut)}${table}`), 'x.csv')).toBe('data');
  }
});

test('a text is read in the encoding it has, and what is no text is refused', async () => {
  expect(await readText(new Blob(['naïve\n']))).toEqual({ ok: true, text: 'naïve\n' });
  expect(await readText(new Blob([Uint8Array.of(65, 10, 0xff, 10)]))).toEqual({ ok: true, text: 'A\nÿ\n' });
  expect(await readText(new Blob([Uint8Array.of(0xff, 0xfe, 65, 0)]))).toEqual({ ok: true, text: 'A' });
  expect(await readText(new Blob([Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 1, 0, 2)]))).toMatchObject({
    ok: false,
    message: expect.stringContaining('not text'),
  });
});

test('a file that is too large is refused unread', async () => {
  const file = { size: 500 * 2 ** 20, arrayBuffer: () => expect.fail('was read') } as unknown as Blob;
  const message = 'The file has 500 MB; text files up to 64 MB are read.';
  expect(await readText(file)).toEqual({ ok: false, message });
  expect(await readText(new Blob(['12345']), 4)).toMatchObject({ ok: false });
  expect(await readText(new Blob(['1234']), 4)).toMatchObject({ ok: true });
});

test('a file that has gone is an error in words', async () => {
  const file = { size: 5, arrayBuffer: () => Promise.reject(new Error('gone')) } as unknown as Blob;
  expect(await readText(file)).toMatchObject({
    ok: false,
    message: expect.stringContaining('could not be read'),
  });
});

test.each([
  ['{"changes":[],"config":{},"format":"two-regimes-run"', true],
  ['{"a":[{"format" : "two-regimes-runs"', true],
  ['{“format“:“two-regimes-run“,', true],
  ['{&quot;format&quot;:&quot;two-regimes-run&quot;', true],
  ['{"format":"two-regimes-lesson"', false],
  ['step,loss,format two-regimes-run', false],
])('a run file whatever stands before it: %s', (text, expected) => {
  expect(holdsRunFile(text)).toBe(expected);
});
