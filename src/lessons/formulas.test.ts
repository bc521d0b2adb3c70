import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const lines = readFileSync('src/components/terms/formulas.tex', 'utf8').split('\n');
const known = new Set(lines.map((line) => line.split(':')[0]));
const prose = readdirSync('src/lessons', { withFileTypes: true })
  .filter((each) => each.isDirectory() && each.name !== 'testing')
  .map(({ name }) => [name, readFileSync(`src/lessons/${name}/lesson.tsx`, 'utf8')] as const);

test('formulas that the prose of lessons names are there', () => {
  expect(prose).toHaveLength(5);
  const named = prose.flatMap(([, text]) => [
    ...text.matchAll(/(?:<(?:Inline|Formula) name|formula)="([^"]+)"/g),
  ]);
  expect(named.length).toBeGreaterThan(10);
  for (const [, name] of named) expect(known.has(name), name).toBe(true);
});

test('the prose of lessons has no formula as plain text', () => {
  for (const [name, text] of prose) expect(text.match(/\S*(?:[\d)]\/[η(]|1−μ|η\/)\S*/g), name).toBeNull();
});
