import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { longRun } from '../../../bench/run-memory';
import { figureNames } from '../../runs/view';
import { darkColours } from './dark-colours';
import { type FigureContent, figureSvg } from './figure-svg';
import { lightColours } from './light-colours';

const data = longRun(2500, 3);
const content: FigureContent = {
  name: 'Loss',
  data,
  label: 'η < 0.4 & "more"',
  others: [],
  style: 0,
  config: data.config,
  xMode: 'epochs',
  domain: undefined,
  log: true,
};

test('colours are those of the light theme', () => {
  const sheets = ['src/styles/base.css', 'src/components/charts/charts.module.css']
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  for (const [name, colour] of Object.entries(lightColours)) {
    const first = new RegExp(`${name}: (#[0-9a-f]{6}|var\\(--ink, #[0-9a-f]{6}\\));`).exec(sheets)?.[1];
    expect(first, name).toContain(colour);
  }
});

test('dark colours are those of the dark theme', () => {
  const sheet = readFileSync('src/styles/base.css', 'utf8');
  const dark = /:root\[data-theme="dark"\] \{([^}]*)\}/.exec(sheet)?.[1];
  for (const [name, colour] of Object.entries(darkColours)) expect(dark).toContain(`${name}: ${colour};`);
});

test('names are written, and can do no harm', () => {
  const svg = figureSvg(content);
  expect(svg).toContain('<title>Loss: η &#60; 0.4 &#38; &#34;more&#34;</title>');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('every figure, every axis, one run and several: well-formed, and it shows its lines', () => {
  const others = [{ id: 'b', name: 'another', style: 11, data: longRun(1500, 5) }];
  for (const name of figureNames) {
    for (const xMode of ['steps', 'epochs', 'distance'] as const) {
      for (const log of [true, false]) {
        const svg = figureSvg({ ...content, name, xMode, log, others });
        expect(svg, name).not.toMatch(/NaN|undefined|Infinity/);
        expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length);
        expect(svg).toContain('another');
      }
    }
  }
});

test('what a zoom leaves out is not in the file; extremes within it are', () => {
  const whole = figureSvg(content);
  const part = figureSvg({ ...content, domain: [0, 250] });
  expect(part.length).toBeLessThan(whole.length);
  const loss = data.steps.get('batchLoss');
  const [low, high] = [Math.min(...loss), Math.max(...loss)];
  // The axis of the whole figure spans all values: the drawn line comes near both of its ends.
  const ys = [...whole.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, , y]) => Number(y));
  expect(high / low).toBeGreaterThan(2);
  expect(Math.max(...ys) - Math.min(...ys)).toBeGreaterThan(150);
});

test('lines without numbers have no place in the legend; words of guides lie over the curves, on a rim of paper', () => {
  const sharpness = figureSvg({ ...content, name: 'Sharpness' });
  expect(sharpness).toContain('>2/η<');
  expect(sharpness).not.toContain('second, third');
  const kappas = figureSvg({ ...content, name: 'Step number', log: false });
  const words = kappas.indexOf('paint-order="stroke">p: on the floor');
  expect(words).toBeGreaterThan(kappas.indexOf('clip-path="url(#plot)"'));
});

test('the legend names every line that is drawn, of two runs as well, each with its own stroke', () => {
  const others = [{ id: 'b', name: 'another', style: 4, data: longRun(1500, 5) }];
  const labelsOf = (svg: string) =>
    [...svg.matchAll(/font-size="12"[^>]*>([^<]*)</g)].map(([, label]) => label);
  expect(labelsOf(figureSvg({ ...content, label: 'one' }))).toEqual(['batch', 'smoothed', 'train', 'test']);
  const both = figureSvg({ ...content, label: 'one', others });
  expect(labelsOf(both)).toEqual(['one', 'batch', 'smoothed', 'train', 'test', 'another: train']);
  const accuracy = figureSvg({ ...content, label: 'one', name: 'Accuracy', log: false, others });
  expect(labelsOf(accuracy)).toEqual(['one', 'train', 'test', 'another: test']);
  // A stroke in the legend and one in the plot for the test lines of both runs.
  expect(accuracy.match(/stroke-dasharray="7 4"/g)).toHaveLength(4);
});

test('both axes have titles, shares are in per cent, and the settings stand below', () => {
  const svg = figureSvg({ ...content, name: 'Accuracy', log: false });
  expect(svg).toContain('>epoch<');
  expect(svg).toContain('>accuracy (% of examples)<');
  expect(svg).toContain('>40\u00a0%<');
  expect(svg).toContain('batch 32');
  expect(svg).toContain('seed 3<');
  for (const name of figureNames) {
    const each = figureSvg({ ...content, name });
    expect(each, name).toMatch(/rotate\(-90\)"[^>]*>[^<]{3,}</);
    expect(each, name).toContain('MNIST-1D, 4,000 examples');
  }
});
