/** Every class that a component takes from a CSS module is one of that module: a missing one is silently no style. */
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
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/:global\([^)]*\)/g, '');
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

test('the check finds a class of another module, and takes no comment for one', () => {
  const source = "import styles from './a.module.css';\nstyles.here; styles['kebab-one']; styles.gone;";
  expect(missingIn(source, () => '.here, .kebab-one:hover > svg {} /* .gone {} */')).toEqual(['gone']);
  expect(missingIn(source, () => '.here {} .kebab-one {} @media print { .gone {} }')).toEqual([]);
});
