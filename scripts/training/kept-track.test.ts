import { expect, test } from 'vitest';
import { emptyTable, probeColumns, stepColumns } from '../../src/training/columns';
import { KeptTrack } from './kept-track';

/** Steps 1 to 80 with a promise of 1 each, of which half lands where `landingAt` says, in pieces of 16. */
function* piecesOf(landingAt: (step: number) => number, keptAt: (step: number) => number) {
  for (let from = 0; from < 80; from += 16) {
    const steps = emptyTable(stepColumns, 16);
    const probes = emptyTable(probeColumns, 4);
    for (let i = 0; i < 16; i++) {
      steps.step[i] = from + i + 1;
      steps.slope[i] = -1;
      // p = 1 - landingSlope / slope.
      if (i % 2 === 1) steps.landingSlope[i] = landingAt(from + i + 1) - 1;
    }
    for (let i = 0; i < 4; i++) {
      const step = from + 4 * (i + 1);
      probes.step[i] = step;
      probes.slope[i] = -2;
      probes.change[i] = -2 * keptAt(step);
    }
    yield { steps, probes };
  }
}

test('the last quarter of the large-step phase and of the run are summed up, and nothing else', () => {
  // Before: steps 31 to 40; after: 61 to 80. Elsewhere numbers that would be seen.
  const landingAt = (step: number) => {
    if (step > 30 && step <= 40) return step > 36 ? 1.5 : 0.75;
    return step > 60 ? 0.125 : 7;
  };
  const keptAt = (step: number) => {
    if (step > 30 && step <= 40) return step > 36 ? 0.625 : 0.25;
    return step > 60 ? 0.875 : 7;
  };
  const track = new KeptTrack(40, 80);
  for (const piece of piecesOf(landingAt, keptAt)) track.take(piece);
  expect(track.facts()).toEqual({
    // Steps 32, 34 and 36 at .75, 38 and 40 at 1.5.
    landingBefore: 0.75,
    landingAfter: 0.125,
    crossedBefore: 0.4,
    crossedAfter: 0,
    // Steps 32 and 36 keep a quarter, 40 five eighths.
    probeKeptBefore: 0.375,
    probeKeptAfter: 0.875,
  });
});

test('nothing is known where nothing was measured', () => {
  const track = new KeptTrack(40, 80);
  for (const { steps } of piecesOf(
    () => Number.NaN,
    () => 0,
  ))
    track.take({ steps });
  for (const value of Object.values(track.facts())) expect(value).toBeNaN();
});
