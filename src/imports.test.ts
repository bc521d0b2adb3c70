/** The import rules of the house: components -> runs -> training, and tfjs only behind the worker. */
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = import.meta.glob<string>('./**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

interface Import {
  /** Importing file and what it names, relative to src; a package keeps its own name. */
  from: string;
  to: string;
  /** Erased by the compiler: nothing is loaded. */
  typeOnly: boolean;
}

/** Tests and what only they use may import anything. */
const isForTests = (path: string) => /\.(test|arbitrary)\.tsx?$|\/testing\//.test(path);

const statement =
  /^(?:import|export)\s+(type\s)?[^;'"]*?from\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm;
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]/g;

function importsOf(path: string, text: string): Import[] {
  const from = posix.normalize(path);
  const resolve = (name: string) => (name.startsWith('.') ? posix.join(posix.dirname(from), name) : name);
  return [
    ...[...text.matchAll(statement)].map(([, type, named, bare]) => ({
      from,
      to: resolve(named ?? bare),
      typeOnly: type !== undefined,
    })),
    ...[...text.matchAll(dynamic)].map(([, name]) => ({ from, to: resolve(name), typeOnly: false })),
  ];
}

const imports = Object.entries(sources).flatMap(([path, text]) =>
  isForTests(path) ? [] : importsOf(path, text),
);

/** Imports from files matching `from` of anything matching `to`, in words. */
function found(from: RegExp, to: RegExp, which: (each: Import) => boolean = () => true): string[] {
  return imports
    .filter((each) => from.test(each.from) && to.test(each.to) && which(each))
    .map((each) => `${each.from} imports ${each.to}`);
}

const loads = (each: Import) => !each.typeOnly;
const react = /^(react|react-dom|zustand|zustand\/react|@base-ui\/.*)(\/|$)/;
/** React's own part of zustand is its main entry; the vanilla one holds no React. */
const reactButVanilla = (each: Import) => react.test(each.to) && !each.to.startsWith('zustand/vanilla');

describe('imports', () => {
  it('are found at all', () => {
    expect(found(/^training\/engines\//, /^@tensorflow\/tfjs-core$/).length).toBeGreaterThan(5);
    expect(found(/^runs\//, /^training\/config$/)).not.toEqual([]);
  });

  it('of tfjs are in training/engines only', () => {
    expect(found(/^(?!training\/engines\/)/, /^@tensorflow\//)).toEqual([]);
  });

  it('of engines are in the worker only', () => {
    expect(
      found(/^(?!training\/(engines\/|worker\.ts|sweep-worker\.ts))/, /^training\/engines\//, loads),
    ).toEqual([]);
    expect(found(/^(?!training\/)/, /^training\/engines\//)).toEqual([]);
  });

  it('of the worker and its session are nowhere on the page', () => {
    expect(found(/^(?!training\/(sweep-)?worker-entry\.ts$)/, /^training\/(sweep-)?worker$/)).toEqual([]);
    expect(found(/^(?!training\/)/, /^training\/(session|outbox)$/, loads)).toEqual([]);
  });

  it('go from components to runs to training, never back', () => {
    expect(found(/^training\//, /^(runs|components|lessons|App|main)(\/|$)/)).toEqual([]);
    expect(found(/^runs\//, /^(components|lessons|App|main)(\/|$)/)).toEqual([]);
  });

  it('of lessons are runs, pure training code, evidence and words explained in place', () => {
    expect(
      found(
        /^lessons\//,
        /^(?!d3$|react$|valibot$|zustand\/vanilla$|arrival\/|lessons\/|runs\/|training\/|evidence\/|components\/terms\/)/,
      ),
    ).toEqual([]);
    expect(found(/^(components\/(?!home\/|lessons\/)|runs|training)\/?/, /^lessons\//)).toEqual([]);
  });

  it('of evidence are of itself, pure training code and valibot; nothing that trains imports it', () => {
    expect(found(/^evidence\//, /^(?!valibot$|evidence\/|training\/(config|probes\/kappa)$)/, loads)).toEqual(
      [],
    );
    expect(found(/^(runs|training)\//, /^evidence\//)).toEqual([]);
  });

  it('of what loads parts are of the limit to what is awaited only', () => {
    expect(found(/^arrival\//, /^(?!arrival\/|training\/within$)/)).toEqual([]);
  });

  it('of React are in neither training nor runs', () => {
    expect(found(/^(training|runs)\/.*\.ts$/, /./, reactButVanilla)).toEqual([]);
    expect(Object.keys(sources).filter((path) => /^\.\/(training|runs)\/.*\.tsx$/.test(path))).toEqual([]);
  });

  it('of parts, fields, configuration, regime and the step number are of each other, columns and valibot', () => {
    const pure =
      /^training\/(schedules\/(?!codes|.*[-.]code)|regime\/|probes\/kappa\.ts|config\.ts|fields?\.ts|part\.ts|(data|models|losses|activations|initializations)\/registry\.ts|data\/\w+\/part\.ts)/;
    expect(
      found(
        pure,
        /^(?!valibot$|training\/(schedules\/|regime\/|probes\/kappa$|growing-columns|config$|fields?$|part$|(data|models|losses|activations|initializations)\/(?!.*load$)))/,
      ),
    ).toEqual([]);
  });
});
