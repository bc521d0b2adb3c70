import { expect, test } from 'vitest';
import { regimeNames } from '../../training/regime/describe';
import { patterns } from './regime-patterns';

test('every regime has a pattern of its own', () => {
  expect(patterns.map(({ regime }) => regime).sort()).toEqual(Object.keys(regimeNames).sort());
  expect(new Set(patterns.map(({ path }) => path)).size).toBe(patterns.length);
});
