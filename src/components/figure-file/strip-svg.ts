/** The regime strip as an SVG file of its own: its bands over the axis that the figures have. Pure. */
import { loggedDrops } from '../../runs/logged-drops';
import type { RunData } from '../../runs/run-data';
import { settingsText } from '../../runs/settings-text';
import type { XMode } from '../../runs/view';
import { regimeNames } from '../../training/regime/describe';
import type { Regime } from '../../training/regime/types';
import { makeXAxis } from '../charts/axis';
import { lengthOf } from '../charts/coordinates';
import { dropOf, dropWords } from '../charts/marks';
import { bandsOf } from '../charts/regime-bands';
import { patterns } from '../charts/regime-patterns';
import { linearTicks, tickText } from '../charts/ticks';
import { xTitles } from './axis-titles';
import { at, colourOf, escaped, page, plot } from './svg-parts';

export interface StripContent {
  data: RunData;
  label: string;
  xMode: XMode;
  /** Shown part of the x axis in its coordinate; undefined: all. */
  domain: readonly [number, number] | undefined;
}

const height = 44;
const keyRoom = 34;
const letterRoom = 7.4;
const strengths: Partial<Record<Regime, number>> = {
  'large-step': 0.28,
  'small-step': 0.22,
  transition: 0.16,
  catapult: 0.24,
  diverged: 0.24,
};
const colours: Partial<Record<Regime, string>> = {
  'large-step': '--large-step',
  'small-step': '--small-step',
  catapult: '--error',
  diverged: '--error',
};

/** Throws where no regime has been measured. */
export function stripSvg({ data, label, xMode, domain }: StripContent): string {
  const { segments } = data.regime;
  if (segments.length === 0) throw new Error('no regime has been measured.');
  const { config, stepsPerEpoch } = data;
  const axis = makeXAxis(xMode, data, config, stepsPerEpoch, lengthOf(data, config, stepsPerEpoch));
  const [from, to] = domain ?? [0, axis.most];
  const toX = (coordinate: number) => ((coordinate - from) / (to - from)) * plot.width;
  const pixelOf = (step: number) => toX(axis.toCoordinate(step));
  const bands = bandsOf(segments, pixelOf, plot.width);
  const { step: drop, taken } = dropOf(data);
  const drops = [
    ...(drop === undefined ? [] : [{ step: drop, text: dropWords(taken) }]),
    ...loggedDrops(data).map((step) => ({ step, text: 'rate dropped' })),
  ].map(({ step, text }) => ({ text, pixel: pixelOf(step) }));
  return page(
    {
      heading: 'Regime',
      title: `Regime: ${label}`,
      legend: key([...new Set(bands.map(({ regime }) => regime))]),
      xTitle: xTitles[xMode],
      yTitle: '',
      notes: [settingsText(data)],
      height,
    },
    [
      ...bands.map(
        ({ from: left, width, regime, text }) =>
          `${area(left, 0, width, height, regime)}${text ? `<text x="${at(left + width / 2)}" y="${height / 2}" dy="0.35em" text-anchor="middle" font-weight="600" fill="${colourOf('--ink')}" stroke="${colourOf('--paper')}" stroke-width="4" paint-order="stroke">${escaped(text)}</text>` : ''}`,
      ),
      ...drops
        .filter(({ pixel }) => pixel >= 0 && pixel <= plot.width)
        .map(({ pixel, text }) => {
          const isLast = pixel + 4 + text.length * letterRoom > plot.width;
          const place = isLast ? `x="${at(pixel - 4)}" text-anchor="end"` : `x="${at(pixel + 4)}"`;
          return `<path d="M${at(pixel)},-6V${height}" stroke="${colourOf('--ink')}" stroke-width="1.5"/><text ${place} y="-8" fill="${colourOf('--ink')}">${text}</text>`;
        }),
      ...linearTicks(from / axis.unit, to / axis.unit, 8).map(
        (tick) =>
          `<text x="${at(toX(tick * axis.unit))}" y="${height + 18}" text-anchor="middle" fill="${colourOf('--muted')}">${tickText(tick)}</text>`,
      ),
    ],
  );
}

function area(x: number, y: number, width: number, tall: number, regime: Regime): string {
  const box = `x="${at(x)}" y="${y}" width="${at(width)}" height="${tall}"`;
  const fill = colourOf(colours[regime] ?? '--muted');
  return `<rect ${box} fill="${fill}" opacity="${strengths[regime] ?? 0}"/><rect ${box} fill="url(#${regime})" stroke="${colourOf('--muted')}" stroke-width="0.5"/>`;
}

/** Patterns and what they mean, in one row or more above the strip. */
function key(regimes: readonly Regime[]) {
  const defs = patterns
    .filter(({ regime }) => regimes.includes(regime))
    .map(
      ({ regime, size, path }) =>
        `<pattern id="${regime}" width="${size}" height="${size}" patternUnits="userSpaceOnUse"><path d="${path}" fill="none" stroke="${colourOf(colours[regime] ?? '--muted')}" stroke-width="${regime === 'small-step' ? 2.6 : 1.25}" stroke-linecap="round" opacity="0.65"/></pattern>`,
    );
  let x = 82;
  const entries = regimes.map((regime) => {
    const name = regimeNames[regime];
    const entry = `${area(x, 31, 22, 14, regime)}<text x="${at(x + 28)}" y="42" font-size="12" fill="${colourOf('--muted')}">${escaped(name)}</text>`;
    x += keyRoom + name.length * letterRoom;
    return entry;
  });
  return { svg: `<defs>${defs.join('')}</defs>${entries.join('')}`, rows: 2 };
}
