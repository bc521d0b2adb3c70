/** Links as they arrive. Oracle: the configuration that was encoded. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { RunConfig } from '../../training/config';
import { validConfigs, valuesOf } from '../../training/config.arbitrary';
import type { Field } from '../../training/field';
import { type FieldName, fieldNames, fields } from '../../training/fields';
import { plans } from '../import/changes.arbitrary';
import { encodeConfig, encodeRun } from '../url';
import { decodeLink } from './read-link';

const whole =
  'v=1&preset=small-only&batchNorm=on&learningRate=0.05&seed=3&change=470*learningRate*0.01*momentum*0.9';
const config = { batchNorm: true, learningRate: 0.05, seed: 3, schedule: 'constant' };
const script = [{ step: 470, fields: { learningRate: 0.01, momentum: 0.9 } }];
/** The query as the browser hands it out for what stands in the address. */
const asSearch = (query: string) => new URL(`https://example.org/lab/?${query}`).search;

describe('what others put into a link is passed over', () => {
  const foreign = [
    'fbclid=IwAR0x_y-z',
    'utm_source=mail&utm_medium=e-mail&utm_campaign=a%26b%3Dc',
    'gclid=Cj0KCQ',
    '_gl=1*abc*_ga*MTIz',
    'mc_cid=1&mc_eid=2',
    'igshid=x',
    'ref=twitter',
    'si=1',
    'feed=rss',
    'mode=dark',
    'from=timeline',
    'lang=en',
    'hide_banner=1',
    'utm_content=x%26seed%3D9',
    '__proto__=1&constructor=2&toString=3&hasOwnProperty=4',
  ];
  for (const each of foreign) {
    it.each([`${each}&${whole}`, `${whole}&${each}`, whole.replace('&seed', `&${each}&seed`)])(
      '%s',
      (query) => {
        expect(decodeLink(asSearch(query))).toMatchObject({
          ok: true,
          config,
          script,
          issues: [],
          repairs: [],
        });
      },
    );
  }

  it('and alone says nothing', () => {
    expect(decodeLink('?fbclid=1&utm_source=a')).toMatchObject({ ok: true, says: false });
  });
});

describe('what happened to a link on its way is mended and said', () => {
  it('also where it was cut', () => {
    const cut = decodeLink(asSearch(`${whole.slice(0, whole.indexOf('&change'))}&cha…`));
    expect(cut).toMatchObject({ ok: true, config, script: [] });
    expect(cut.repairs).toEqual(['“…” at its end, behind which something may be missing']);
  });

  it('in its own words', () => {
    expect(decodeLink(`?${whole.replaceAll('&', '&amp;')}).`).repairs).toEqual([
      '“&amp;” for “&”',
      'marks before or behind a value',
    ]);
  });

  it.each([
    ['&amp without its end', '&amp', '“&amp;” for “&”'],
    ['&amp with a comma', '&amp,', '“&amp;” for “&”'],
    ['a sign of a script', '\\x26', 'backslashes'],
    ['a code of a script', '%u0026', 'backslashes'],
  ])('%s', (_, sign, repair) => {
    const found = decodeLink(`?${whole.replaceAll('&', sign)}`);
    expect(found).toMatchObject({ ok: true, config, script });
    expect(found.repairs).toContain(repair);
  });

  const changed = [
    ...[
      '.',
      ',',
      ')',
      ']',
      '>',
      '"',
      "'",
      ';',
      '!',
      '?',
      ':',
      '*',
      '**',
      '_',
      '`',
      '|',
      '}',
      '…',
      '”',
      '’',
      '»',
    ],
    ...['。', '）', ').', '>,', ' ', '%20', '+', '\u00A0', '%A0', '\u200B', '%E2%80%8B', '\u00AD', '\uFEFF'],
    ...['&gt;', '&quot;', '&amp;', '=', '=20', '%0A', '%0D%0A', '=%0A', '&', '&&', '\u202C', '\u2060', '\t'],
  ].map((end) => [`${whole}${end}`, `with ${JSON.stringify(end)} at its end`]);
  const within: [string, string][] = [
    [whole.replaceAll('&', '&amp;'), '&amp;'],
    [whole.replaceAll('&', '&amp;amp;'), '&amp;amp;'],
    [whole.replaceAll('&', '%26amp%3B'), 'encoded &amp;'],
    [whole.replaceAll('&', '& '), 'blanks behind &'],
    [whole.replaceAll('=', ' = '), 'blanks around ='],
    [whole.replaceAll('&', '\u200B&\u200B'), 'invisible characters'],
    [whole.replace('Rate', '\u00ADRate').replace('seed', 'se\u200Ded'), 'invisible characters in words'],
    [whole.replaceAll('=', '%3D'), 'encoded ='],
    [encodeURIComponent(whole), 'encoded as a whole'],
    [encodeURIComponent(encodeURIComponent(whole)), 'encoded twice as a whole'],
    [whole.replaceAll('=', '%253D'), '= encoded twice'],
    [whole.replaceAll('*', '%252A'), '* encoded twice'],
    [whole.replace('small-only', 'small–only'), 'an en dash'],
    [whole.replace('small-only', 'small−only'), 'a minus sign'],
    [whole.replace('small-only', 'small‑only'), 'a dash that does not break'],
    [whole.replace('small-only', 'small－only'), 'a wide minus sign'],
    [whole.replace('0.05', '０．０５'), 'wide digits'],
    [whole.replace('0.05', '0,05'), 'a decimal comma'],
    [whole.replaceAll('0.', '0,'), 'decimal commas'],
    [whole.replace('0.05', '"0.05"'), 'quotes'],
    [whole.replace('seed', 'se%0Aed'), 'a line break in a key'],
    [whole.replace('0.05', '0.%0D%0A05'), 'a line break in a value'],
    [whole.replace('0.05', '%0A0.05'), 'a line break before a value'],
    [whole.replace('seed', 'se=%0Aed'), 'a marked line break in a key'],
    [whole.replace('0.05', '0.=%0A05'), 'a marked line break in a value'],
    [whole.replace('seed', 'se=ed'), 'a mark whose line break is gone'],
    [whole.replace('0.05', '0.=05'), 'a mark in a value whose line break is gone'],
    [whole.replace('seed', 'se%0A%3E%20ed'), 'a line break in a mail that is quoted'],
    [whole.replaceAll('=', '=3D'), 'quoted-printable'],
    [`?${whole}`, 'two question marks'],
    [`${whole}?fbclid=1`, 'a second query'],
    [`fbclid=1?${whole}`, 'a second query before it'],
    [`${whole}%23explore`, 'its fragment encoded'],
    [`${whole} and more words`, 'words behind it'],
    [whole.replaceAll('&', ';'), 'semicolons'],
    [`${whole}|the lab`, 'the words of a chat program behind a bar'],
    [`${whole}%7Clab`, 'an encoded bar and words'],
    [`${whole}\\n`, 'a line break of JSON behind it'],
    [whole.replaceAll('&', '\\u0026'), 'signs of JSON'],
    [whole.replaceAll('&', '\\&'), 'TeX'],
    [whole.replaceAll('*', '\\*').replaceAll('-', '\\-'), 'Markdown'],
    [whole.replaceAll('*', '%5C*'), 'encoded Markdown'],
    [`${whole}&${whole}`, 'the link twice'],
  ];
  const quiet = new Set([
    'with "?" at its end',
    'with " " at its end',
    'with "&" at its end',
    'with "&&" at its end',
    'with "\\t" at its end',
    'with "&gt;" at its end',
    'with "&quot;" at its end',
    'with "&amp;" at its end',
    'two question marks',
    'a second query',
    'a second query before it',
    'semicolons',
    'the link twice',
  ]);
  it.each([...changed, ...within])('%s', (query, what) => {
    const link = decodeLink(asSearch(query));
    expect(link).toMatchObject({ ok: true, config, script, issues: [] });
    if (!quiet.has(what)) expect(link.repairs, what).not.toEqual([]);
  });
});

/** What may happen to the whole of a link. Each keeps what the link means. */
const mangles: [string, (query: string) => string][] = [
  ['as it was', (query) => query],
  ['foreign', (query) => `utm_source=x&${query}&fbclid=y`],
  ['entities', (query) => query.replaceAll('&', '&amp;')],
  ['stop', (query) => `${query}.`],
  ['bracket', (query) => `${query})>`],
  ['blank', (query) => `${query} `],
  ['invisible', (query) => query.replaceAll('=', '=\u200B')],
  ['encoded', (query) => encodeURIComponent(query)],
  ['encoded twice', (query) => query.replaceAll('=', '%253D')],
  ['dashes', (query) => query.replace(/(?<=[a-z])-(?=[a-z])/g, '–')],
  ['commas', (query) => query.replace(/(?<=\d)\.(?=\d)/g, ',')],
  ['lower case', (query) => query.replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase())],
  [
    'wide',
    (query) => query.replace(/(?<==)\d(?=&|$)/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)),
  ],
];
const mangle = fc.constantFrom(...mangles).map(([, how]) => how);
/** A line break anywhere, with the mark of a mail program. */
const wrapped = fc.double({ min: 0, max: 1, noNaN: true }).map((place) => (query: string) => {
  const at = Math.floor(place * query.length);
  return `${query.slice(0, at)}=%0A${query.slice(at)}`;
});

test('any configuration opens from any link to it, whatever was done to that', () => {
  fc.assert(
    fc.property(validConfigs, fc.oneof(mangle, wrapped), mangle, (wanted, first, second) => {
      const link = decodeLink(asSearch(second(first(encodeConfig(wanted)))));
      expect(link).toMatchObject({ ok: true, config: wanted, issues: [] });
    }),
    { numRuns: 2000, seed: 21 },
  );
});

test('any live changes too', () => {
  fc.assert(
    fc.property(plans, mangle, (plan, how) => {
      const link = decodeLink(asSearch(how(encodeRun(plan.config, plan.script))));
      expect(link).toMatchObject({ ok: true, config: plan.config, script: plan.script, issues: [] });
    }),
    { numRuns: 500, seed: 22 },
  );
});

/** Every field that differs from those of the default run, written out. */
const pairsOf = (wanted: RunConfig) =>
  new Map(
    fieldNames.map((name) => [
      name,
      typeof wanted[name] === 'boolean' ? (wanted[name] ? 'on' : 'off') : String(wanted[name]),
    ]),
  );

test('a fault in one field costs no other', () => {
  const any = fc.record({
    wanted: validConfigs,
    // Without its checksum nobody's data can be found, and there is nothing in its place.
    name: fc.constantFrom(...fieldNames.filter((each) => each !== 'ownData')),
    fault: fc.constantFrom('x', '', '-1', '1e999', 'NaN', '0x10', '{}', '<b>', 'true', '99999999999'),
  });
  fc.assert(
    fc.property(any, ({ wanted, name, fault }) => {
      const pairs = pairsOf(wanted).set(name, fault);
      const link = decodeLink(`?${new URLSearchParams([...pairs])}`);
      const labels = link.issues.map(({ field }) => field);
      expect(labels).toEqual([name]);
      expect(link.issues[0].message).toContain((fields[name] as Field).label);
      expect({ ...link.config, [name]: wanted[name] }).toEqual(wanted);
    }),
    { numRuns: 2000, seed: 23 },
  );
});

test('a misspelt key costs no other, and the field it means is named', () => {
  const long = fieldNames.filter((name) => name.length > 5);
  const slip = fc.constantFrom<(name: FieldName, at: number) => string>(
    (name) => name.toLowerCase(),
    (name) => name.replace(/[A-Z]/g, (each) => `_${each.toLowerCase()}`),
    (name) => name.replace(/[A-Z]/g, (each) => `-${each.toLowerCase()}`),
    (name, at) => name.slice(0, at) + name.slice(at + 1),
    (name, at) => `${name.slice(0, at)}${name[at]}${name.slice(at)}`,
    (name, at) => `${name.slice(0, at)}z${name.slice(at + 1)}`,
  );
  const any = fc.record({ name: fc.constantFrom(...long), slip, at: fc.nat(), other: valuesOf('seed') });
  fc.assert(
    fc.property(any, ({ name, slip: how, at, other }) => {
      const key = how(name, 1 + (at % (name.length - 1)));
      fc.pre(key !== name && !fieldNames.includes(key as FieldName));
      const link = decodeLink(`?${key}=1&seed=${other}`);
      expect(link.issues.map(({ message }) => message)).toEqual([expect.stringContaining(`“${name}”`)]);
      expect(link.config.seed).toBe(other);
    }),
    { numRuns: 1000, seed: 24 },
  );
});
