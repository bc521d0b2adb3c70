/** Damage to texts and to values in JSON, for property tests. For tests only. */
import fc from 'fast-check';

const junk = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.integer({ min: 0, max: 99 }).map(String),
  fc.constantFrom(
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '-',
    'e9',
    '9',
    '.',
    '\0',
    '\ud800',
    '%',
    '&',
    '=',
    '\n',
  ),
);

/** Deletes, inserts or replaces a few characters, doubles a part or cuts the end off. */
const textDamage = fc.record({
  kind: fc.constantFrom('delete', 'insert', 'replace', 'double', 'cut'),
  place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  length: fc.integer({ min: 1, max: 12 }),
  text: junk,
});
type TextDamage = typeof textDamage extends fc.Arbitrary<infer T> ? T : never;

function damageText(text: string, { kind, place, length, text: inserted }: TextDamage): string {
  const at = Math.floor(place * text.length);
  const [before, part, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
  switch (kind) {
    case 'delete':
      return before + after;
    case 'insert':
      return before + inserted + part + after;
    case 'replace':
      return before + inserted + after;
    case 'double':
      return before + part + part + after;
    default:
      return before;
  }
}

/** Changes one to three places of any text. */
export const textCorruptions: fc.Arbitrary<(text: string) => string> = fc
  .array(textDamage, { minLength: 1, maxLength: 3, size: 'small' })
  .map((all) => (text: string) => all.reduce(damageText, text));

const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** What a value is replaced by, as JSON text. */
const hostile = fc.oneof(
  fc.constantFrom(
    ...[
      'null',
      'true',
      '""',
      '[]',
      '{}',
      '0',
      '-1',
      '-0',
      '0.5',
      '1e-400',
      '1e39',
      '1e308',
      '1e999',
      '16777217',
    ],
    ...['9007199254740993', '[null]', '[1e999]', '"NaN"', '"1"', '[[1]]', '[3,2,1]', '[1,1]', '[1,16777216]'],
    ...[
      '{"__proto__":{"polluted":true}}',
      '{"constructor":{"prototype":{"polluted":true}}}',
      '{"length":1e9}',
    ],
    `"${'x'.repeat(5000)}"`,
    deep(3000),
    `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
  ),
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => JSON.stringify(x)),
  fc.json({ maxDepth: 2 }),
);

const valueDamage = fc.record({
  kind: fc.constantFrom('replace', 'delete', 'swap', 'repeat', 'reverse', 'hostile key'),
  path: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
  other: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
  text: hostile,
  key: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'step', 'then'),
});
type ValueDamage = typeof valueDamage extends fc.Arbitrary<infer T> ? T : never;

const marker = '\u2603 marked';
type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** The object or list that a path of numbers leads into, and the last key. */
function placeOf(root: Node, path: readonly number[]): { node: Node; key: string } {
  let node = root;
  let key = '';
  for (const [i, number] of path.entries()) {
    const keys = Object.keys(node);
    if (keys.length === 0) break;
    key = keys[number % keys.length];
    const inner = node[key];
    if (i === path.length - 1 || !isNode(inner) || Object.keys(inner).length === 0) break;
    node = inner;
  }
  return { node, key };
}

function damageValue(text: string, { kind, path, other, text: put, key: newKey }: ValueDamage): string {
  const root: Node = JSON.parse(text);
  const { node, key } = placeOf(root, path);
  const value = node[key];
  if (kind === 'replace') node[key] = marker;
  else if (kind === 'delete') Array.isArray(node) ? node.splice(Number(key), 1) : delete node[key];
  else if (kind === 'repeat')
    Array.isArray(node) ? node.push(value) : Object.assign(node, { [`${key}2`]: value });
  else if (kind === 'reverse') Array.isArray(node) ? node.reverse() : Object.assign(node, { [key]: [value] });
  else if (kind === 'hostile key') Object.assign(node, { [`${marker}key`]: marker });
  else {
    const second = placeOf(root, other);
    // One may lie within the other: copies, so that there is no circle.
    node[key] = structuredClone(second.node[second.key]);
    second.node[second.key] = structuredClone(value);
  }
  return JSON.stringify(root)
    .replace(JSON.stringify(`${marker}key`), () => JSON.stringify(newKey))
    .replace(JSON.stringify(marker), () => put);
}

/** Changes one or two values of a JSON text: the result is JSON again, though it may not be what it was. */
export const valueCorruptions: fc.Arbitrary<(text: string) => string> = fc
  .array(valueDamage, { minLength: 1, maxLength: 2 })
  .map(
    (all) => (text: string) => all.reduce((now, each) => (isDeep(now) ? now : damageValue(now, each)), text),
  );

/** Too deep to be written out again by JSON.stringify. */
const isDeep = (text: string) => /[[{]{500}|(\{"a":){500}/.test(text);

/** Damages the characters of one text or number, a key among them; what is around it stays, so it stays JSON. */
export const tokenCorruptions: fc.Arbitrary<(text: string) => string> = fc
  .tuple(fc.nat(), textDamage)
  .map(([which, damage]) => (text: string) => {
    const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g)];
    const [token] = tokens[which % tokens.length];
    const { index } = tokens[which % tokens.length];
    const isText = token.startsWith('"');
    const damaged = damageText(isText ? JSON.parse(token) : token, damage);
    const put = !isText && isJsonNumber(damaged) ? damaged : JSON.stringify(damaged);
    return text.slice(0, index) + put + text.slice(index + token.length);
  });

const isJsonNumber = (text: string) => /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text);
