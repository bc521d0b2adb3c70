import { expect, test } from 'vitest';
import { flakyFails, summaryOf } from './flaky';

const steady = { passed: 189, failed: 0, skipped: 0, flaky: [] };
const shaky = { ...steady, flaky: ['webgpu › runs.spec.ts › the list', 'webgpu › size.spec.ts › the page'] };

test('without flaky tests the closing line says so', () => {
  expect(summaryOf(steady)).toBe('189 passed, 0 failed, 0 flaky');
});

test('what failed at first is named, and each counts as a fault', () => {
  expect(summaryOf(shaky)).toBe(
    [
      'Flaky: failed at first, passed when tried again',
      '  webgpu › runs.spec.ts › the list',
      '  webgpu › size.spec.ts › the page',
      '189 passed, 0 failed, 2 flaky (a fault each)',
    ].join('\n'),
  );
});

test('tests that failed for good or were not run are counted beside them', () => {
  expect(summaryOf({ passed: 3, failed: 2, skipped: 4, flaky: ['a'] })).toMatch(
    /\n3 passed, 2 failed, 4 not run, 1 flaky \(a fault each\)$/,
  );
});

test('flaky tests fail the run when it is strict, and only then', () => {
  expect(flakyFails(shaky, '1')).toBe(true);
  expect(flakyFails(steady, '1')).toBe(false);
  for (const strict of [undefined, '', '0']) expect(flakyFails(shaky, strict)).toBe(false);
});
