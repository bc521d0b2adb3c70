import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { figures } from './registry';

test('every figure and every word beside it has a formula', () => {
  const tex = readFileSync('src/components/terms/formulas.tex', 'utf8');
  const known = new Set(tex.split('\n').map((line) => line.split(':')[0]));
  for (const { name, formula, terms = [] } of Object.values(figures)) {
    for (const each of [formula, ...terms.map((term) => term.formula)]) {
      expect(each !== undefined && known.has(each), `${name}: ${each}`).toBe(true);
    }
  }
});
