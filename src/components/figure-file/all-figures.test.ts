import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { RunData } from '../../runs/run-data';
import { newEntry } from '../../runs/run-list';
import { createView } from '../../runs/view';
import { archiveOf } from './all-figures';
import { hasNumbers, svgOf } from './figure-file';
import { stripSvg } from './strip-svg';
import { sampleRun } from './testing/sample-run';

const picture = async () => new Blob([Uint8Array.of(0x89, 0x50)]);

test('an archive holds each figure as drawing and picture, and tells what was left out', async () => {
  const { blob, left } = await archiveOf(
    [
      { name: 'loss', svg: () => '<svg>Verlust</svg>' },
      {
        name: 'microscope',
        svg: () => {
          throw new Error('no step is under the microscope.');
        },
      },
    ],
    picture,
  );
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  expect(Object.keys(files)).toEqual(['loss.svg', 'loss.png']);
  expect(new TextDecoder().decode(files['loss.svg'])).toBe('<svg>Verlust</svg>');
  expect([...files['loss.png']]).toEqual([0x89, 0x50]);
  expect(left).toEqual(['microscope: no step is under the microscope.']);
  await expect(archiveOf([], picture)).rejects.toThrow('there is no figure');
});

test('figures without a number are known beforehand', () => {
  const run = newEntry([], sampleRun(1));
  // Nobody of the page measures curvature unless asked to.
  const lab = { runs: [run], current: run.id };
  expect(hasNumbers(lab, 'Loss')).toBe(true);
  expect(hasNumbers(lab, 'Distance')).toBe(true);
  expect(hasNumbers(lab, 'Gradient noise')).toBe(false);
  expect(() => svgOf({ runs: [], current: undefined } as never, createView().getState(), 'Regime')).toThrow(
    'no run is shown.',
  );
});

test('the regime strip has its bands, its patterns named, its axis and its drop', () => {
  const data = sampleRun(1);
  const strip = { data, label: 'η < 1', xMode: 'epochs' as const, domain: undefined };
  // Two stretches, put in by hand.
  Object.defineProperty(data.regime, 'segments', {
    value: [
      { from: 0, to: 300, regime: 'large-step', subtype: '' },
      { from: 300, to: 600, regime: 'small-step', subtype: '' },
    ],
  });
  const svg = stripSvg(strip);
  expect(svg).toContain('<title>Regime: η &#60; 1</title>');
  for (const word of ['Large step', 'Small step', 'epoch', 'drop', 'seed 1'])
    expect(svg).toMatch(new RegExp(`>[^<]*${word}[^<]*<`));
  for (const id of svg.matchAll(/url\(#([^)]+)\)/g)) expect(svg).toContain(`id="${id[1]}"`);
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  expect(svg.match(/<g[ >]/g)?.length).toBe(svg.match(/<\/g>/g)?.length);
  expect(() => stripSvg({ ...strip, data: new RunData(data.config, 10) })).toThrow(
    'no regime has been measured.',
  );
});
