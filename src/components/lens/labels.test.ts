import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, placeLabels } from './labels';

const frame: Box = { x: 0, y: 0, width: 188, height: 190 };
const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

test('five words at any points of a small figure all find a place, apart and inside', () => {
  const point = fc.record({
    text: fc.constantFrom('start', 'landed', 'floor', 'step', 'promised'),
    x: fc.integer({ min: 0, max: 188 }),
    y: fc.integer({ min: 0, max: 190 }),
    gap: fc.constant(9),
  });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 5 }), (labels) => {
      const placed = placeLabels(labels, [], [], frame);
      const boxes = placed.flatMap((each) => (each ? [each.box] : []));
      expect(boxes).toHaveLength(labels.length);
      boxes.forEach((box, i) => {
        expect(box.x >= 0 && box.x + box.width <= 188 && box.y >= 0 && box.y + box.height <= 190).toBe(true);
        for (const other of boxes.slice(0, i)) expect(apart(box, other)).toBe(true);
      });
    }),
  );
});

test('a word stays off what is taken, and off the ink where it can', () => {
  const label = { text: 'start', x: 90, y: 90, gap: 8 };
  const [above] = placeLabels([label], [], [], frame);
  expect(above?.box).toMatchObject({ y: 82 - 17, height: 17 });
  const [offInk] = placeLabels([label], [], [[90, 75]], frame);
  expect(offInk?.box.x).toBeGreaterThan(90);
  const [offTaken] = placeLabels([label], [{ x: 0, y: 0, width: 188, height: 95 }], [], frame);
  expect(offTaken?.box.y).toBeGreaterThanOrEqual(95);
  expect(placeLabels([label, undefined], [frame], [], frame)).toEqual([undefined, undefined]);
});
