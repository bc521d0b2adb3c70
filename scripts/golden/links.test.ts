/** Links of an earlier day mean what they meant, and are written as they were, byte for byte. */
import { expect, test } from 'vitest';
import { decodeLink } from '../../src/runs/link/read-link';
import { encodeRun } from '../../src/runs/url';
import { changesOf } from '../../src/runs/url-script';
import { fieldNames } from '../../src/training/fields';
import { randomConfigs, valuesOf } from './configs';
import { digestOf, golden } from './fixture';

interface Links {
  fields: readonly string[];
  /** Each with a digest of the configuration it asks for, and of those it has later. */
  links: [query: string, meaning: string][];
}

const count = 10_000;

/** What a link asks for: its configuration, and after which steps which others. */
function meaningOf(query: string, fields: readonly string[]): string {
  const { ok, config, script } = decodeLink(`?${query}`);
  const later = changesOf(config, script).map(({ step, config: then }) => [step, valuesOf(then, fields)]);
  return digestOf([ok, valuesOf(config, fields), later]);
}

function write(): Links {
  const fields = [...fieldNames];
  const links = randomConfigs(count).map((config, i): [string, string] => {
    const script = Array.from({ length: i % 3 === 0 ? 1 + (i % 4) : 0 }, (_, k) => ({
      step: 10 + 7 * k,
      fields: { learningRate: (1 + (i % 90) + k) / 1000, ...(k === 1 && { momentum: 0.5 }) },
    }));
    const query = encodeRun(config, script);
    return [query, meaningOf(query, fields)];
  });
  return { fields, links };
}

test(`${count} links`, async () => {
  const { fields, links } = await golden('links', write);
  expect(links).toHaveLength(count);
  expect(new Set(links.map(([query]) => query)).size).toBeGreaterThan(0.85 * count);
  const otherwise = links.filter(([query, meaning]) => {
    const { config, script } = decodeLink(`?${query}`);
    return meaningOf(query, fields) !== meaning || encodeRun(config, script) !== query;
  });
  expect(otherwise.slice(0, 5)).toEqual([]);
});

test('a link that means something else is found', async () => {
  const { fields, links } = await golden('links', write);
  const [query, meaning] = links.find(([each]) => each.includes('learningRate=')) as [string, string];
  expect(meaningOf(query, fields)).toBe(meaning);
  expect(meaningOf(query.replace(/learningRate=[^&]*/, 'learningRate=0.123'), fields)).not.toBe(meaning);
});
