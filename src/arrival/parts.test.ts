/** Whatever is fetched later goes through what says in words that it did not arrive. */
import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What stands before the import or the worker: a call that loads it, with its name for the words. */
const through = {
  'import(': /\b(?:load|lazyPart)(?:<[^(]*>)?\(\s*(?:'[^']+'|what),\s*\(\) =>\s*$/,
  'new Worker(': /\bstartWorker\(\s*'[^']+',\s*\(\) =>\s*$/,
  'lazy(': /const fetched = \(\) => $/,
};

/** Uses of `call` in the code of a file that do not go through the mechanism, as the line they stand in. */
function bare(call: keyof typeof through, code: string): string[] {
  const words = code.replace(/^\s*(?:\/?\*|\/\/).*$/gm, '');
  return [...words.matchAll(new RegExp(`(?<![\\w.])${call.replace('(', '\\(')}`, 'g'))]
    .filter(({ index }) => !through[call].test(words.slice(Math.max(0, index - 200), index)))
    .map(({ index }) => words.slice(words.lastIndexOf('\n', index) + 1, words.indexOf('\n', index)).trim());
}

const shipped = Object.entries(sources).filter(([path]) => !/\.test\.tsx?$|\/testing\//.test(path));

test.each(Object.keys(through) as (keyof typeof through)[])('no bare %s', (call) => {
  const found = shipped.flatMap(([path, code]) => bare(call, code).map((line) => `${path}: ${line}`));
  expect(found).toEqual([]);
  expect(shipped.some(([, code]) => code.includes(call))).toBe(true);
});

test('bare ones are found', () => {
  expect(bare('import(', "const { a } = await import('./a');")).toHaveLength(1);
  expect(bare('import(', "load('the a', () => import('./a'))")).toEqual([]);
  expect(bare('import(', "load('the a', () => 1); import('./a')")).toHaveLength(1);
  expect(bare('lazy(', "const A = lazy(() => load('the a', () => import('./a')));")).toHaveLength(1);
  expect(bare('new Worker(', "() => new Worker(new URL('./a.ts', import.meta.url))")).toHaveLength(1);
});

test('what asks a worker one thing has one that says when it has started', () => {
  const asked = shipped
    .filter(([, code]) => code.includes('askWorker<'))
    .flatMap(([path, code]) =>
      [...code.matchAll(/new Worker\(new URL\('\.\/([^']+)'/g)].map(([, entry]) =>
        path.replace(/[^/]+$/, entry),
      ),
    );
  expect(asked.length).toBeGreaterThan(2);
  for (const entry of asked) expect(sources[entry], entry).toContain("import '../../arrival/say-started';");
});
