import { describe, expect, it, test } from 'vitest';
import { partsOf } from './page-link';
import { placeOf, plainHash, restOf } from './place';

/** What the browser makes of an address. */
const parts = (rest: string) => partsOf(new URL(`https://example.org/lab/${rest}`));

describe('a query', () => {
  test.each([
    ['?v=1&seed=3#explore', 'v=1&seed=3', '#explore'],
    ['#explore?seed=3', 'seed=3', '#explore'],
    ['#explore%3Fseed%3D3', 'seed%3D3', '#explore'],
    ['#explore&seed=3', 'seed=3', '#explore'],
    ['?v=1#lessons/bounce/3?epochs=5&seed=3', 'v=1&epochs=5&seed=3', '#lessons/bounce/3'],
    ['?v=1&#38;seed=3', 'v=1&&seed=3', ''],
    ['?v=1&#x26;seed=3#explore', 'v=1&&seed=3', '#explore'],
    ['', '', ''],
    ['#explore', '', '#explore'],
  ])('of %s', (address, query, hash) => {
    expect(parts(address)).toEqual({ query, hash });
  });
});

describe('a fragment', () => {
  const ends = [
    '.',
    ',',
    ')',
    ').',
    '>',
    '"',
    '’',
    '…',
    ' ',
    '%20',
    '\u200B',
    '%E2%80%8B',
    '\u00A0',
    '/',
    '&utm_source=x',
    '?',
  ];
  it.each(ends)('with %j at its end', (end) => {
    const { hash } = new URL(`https://example.org/#lessons/bounce/3${end}`);
    expect(placeOf(hash)).toBe('lessons');
    expect(restOf(hash)).toEqual(['bounce', '3']);
    expect(placeOf(new URL(`https://example.org/#explore${end}`).hash)).toBe('explore');
  });

  it('in capitals, and with a percent sign of somebody else', () => {
    expect(placeOf('#Phase-Diagram')).toBe('phases');
    expect(plainHash('#100%')).toBe('#100');
  });

  it('of another program is none', () => {
    expect(placeOf('#_=_')).toBe('home');
  });
});
