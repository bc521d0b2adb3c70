import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bibtex, paper, title, version } from './citation';

const cff = readFileSync(new URL('../../../CITATION.cff', import.meta.url), 'utf8');
const packed = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));

/** Values of a key at any depth, without quotes. */
const valuesOf = (key: string) =>
  [...cff.matchAll(new RegExp(`^[ -]*${key}: (.+)$`, 'gm'))].map(([, value]) =>
    value.replace(/^"(.*)"$/, '$1'),
  );

it('the citation file, the page and the package say the same', () => {
  expect(valuesOf('title')).toEqual([title, paper.title]);
  expect(valuesOf('version')).toEqual([version]);
  expect(version).toBe(packed.version);
  expect(valuesOf('license')).toEqual([packed.license]);
  expect(valuesOf('url')).toEqual([paper.url]);
  expect(valuesOf('value')).toEqual([`arXiv:${paper.arxiv}`]);
  expect(valuesOf('year')).toEqual([String(paper.year)]);
  const names = valuesOf('given-names').map((given, i) => `${given} ${valuesOf('family-names')[i]}`);
  expect(names.join(' and ')).toBe(paper.authors);
});

it('the citation file has what version 1.2 of its format needs', () => {
  for (const key of ['cff-version', 'message', 'title', 'authors'])
    expect(cff).toMatch(new RegExp(`^${key}:`, 'm'));
  expect(valuesOf('cff-version')).toEqual(['1.2.0']);
});

it('the BibTeX is two entries whose braces close', () => {
  expect(bibtex.match(/^@\w+\{\w+,$/gm)).toHaveLength(2);
  expect(bibtex.split('{')).toHaveLength(bibtex.split('}').length);
  expect(bibtex).toContain(paper.arxiv);
});
