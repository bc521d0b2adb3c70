/** Components and CSS modules name the same classes: a missing one is silently no style, one that nobody wears is left over. */
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('./**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const here = dirname(fileURLToPath(import.meta.url));

const imported = /import (\w+) from '(\.[^']+\.module\.css)'/g;

function classesOf(css: string): Set<string> {
  const bare = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/:global\([^)]*\)/g, '')
    // Only selectors: values have points too.
    .replace(/\{[^{}]*\}/g, '{}');
  return new Set([...bare.matchAll(/\.([A-Za-z_][\w-]*)/g)].map(([, name]) => name));
}

/** `name.class` and `name['class']` in a source, each once; names that are computed are not seen. */
function usedIn(source: string, name: string): string[] {
  const used = new RegExp(`\\b${name}(?:\\.([A-Za-z_]\\w*)|\\[['"]([^'"]+)['"]\\])`, 'g');
  return [...new Set([...source.matchAll(used)].map(([, plain, quoted]) => plain ?? quoted))];
}

function missingIn(source: string, cssOf: (path: string) => string): string[] {
  return [...source.matchAll(imported)].flatMap(([, name, path]) => {
    const classes = classesOf(cssOf(path));
    return usedIn(source.replace(imported, ''), name).filter((each) => !classes.has(each));
  });
}

test('no component names a class that its module lacks', () => {
  let seen = 0;
  const missing = Object.entries(sources).flatMap(([path, source]) =>
    missingIn(source, (to) => {
      seen++;
      return readFileSync(join(here, posix.join(posix.dirname(path), to)), 'utf8');
    }).map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
  expect(seen).toBeGreaterThan(30);
});

test('no module has a class that nobody wears, but for names that are computed', () => {
  const worn = new Map<string, Set<string>>();
  const computed = new Set<string>();
  for (const [path, source] of Object.entries(sources)) {
    for (const [, name, to] of source.matchAll(imported)) {
      const css = posix.join(posix.dirname(path), to);
      const own = worn.get(css) ?? new Set<string>();
      for (const each of usedIn(source.replace(imported, ''), name)) own.add(each);
      worn.set(css, own);
      if (new RegExp(`\\b${name}\\[[^'"]`).test(source)) computed.add(css);
    }
  }
  const left = [...worn].flatMap(([css, own]) =>
    computed.has(css)
      ? []
      : [...classesOf(readFileSync(join(here, css), 'utf8'))]
          .filter((each) => !own.has(each))
          .map((each) => `${css}: ${each}`),
  );
  expect(left).toEqual([]);
  expect(worn.size).toBeGreaterThan(15);
});

test('the check finds a class of another module, and takes no comment for one', () => {
  const source = "import styles from './a.module.css';\nstyles.here; styles['kebab-one']; styles.gone;";
  expect(missingIn(source, () => '.here, .kebab-one:hover > svg {} /* .gone {} */')).toEqual(['gone']);
  expect(missingIn(source, () => '.here {} .kebab-one {} @media print { .gone {} }')).toEqual([]);
});
