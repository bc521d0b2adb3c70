import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig, presetConfig, presets } from '../training/config';
import { validConfigs } from '../training/config.arbitrary';
import type { Field } from '../training/field';
import { fieldNames, fields } from '../training/fields';
import { decodeConfig, encodeConfig } from './url';

/** Messages of a refused link; fails when it is taken. */
function faults(search: string): string[] {
  const result = decodeConfig(search);
  if (result.ok) throw new Error(`${search.slice(0, 100)} was taken`);
  expect(result.config).toEqual(defaultConfig);
  expect(result.issues.length).toBeGreaterThan(0);
  for (const issue of result.issues) expect(issue.message.length).toBeLessThan(300);
  return result.issues.map((issue) => issue.message);
}

describe('a link', () => {
  it('holds only what differs from the nearest preset', () => {
    expect(encodeConfig(defaultConfig)).toBe('');
    expect(encodeConfig({ ...defaultConfig, learningRate: 0.1, batchNorm: true })).toBe(
      'v=1&batchNorm=on&learningRate=0.1',
    );
    const small = presetConfig(presets[1]);
    expect(encodeConfig({ ...small, seed: 3 })).toBe('v=1&preset=small-only&seed=3');
  });

  it('means the default run when it says nothing', () => {
    for (const search of ['', '?', '?v=1', '?&&']) {
      expect(decodeConfig(search)).toEqual({
        ok: true,
        config: defaultConfig,
        wish: { backend: 'auto', engine: 'auto' },
        script: [],
        issues: [],
      });
    }
  });

  it('gives back any configuration it was made from', () => {
    fc.assert(
      fc.property(validConfigs, (config) => {
        expect(decodeConfig(`?${encodeConfig(config)}`)).toEqual({
          ok: true,
          config,
          wish: { backend: 'auto', engine: 'auto' },
          script: [],
          issues: [],
        });
      }),
    );
  });

  it.each(['webgpu', 'wasm', 'webgl', 'cpu', 'auto'])(
    'asks for the backend %s, also when a field is wrong',
    (backend) => {
      const wish = { backend, engine: 'auto' };
      expect(decodeConfig(`?backend=${backend}`)).toMatchObject({ ok: true, wish });
      expect(decodeConfig(`?backend=${backend}&epochs=0`)).toMatchObject({ ok: false, wish });
    },
  );
});

describe('a wrong link', () => {
  const texts = [
    '1e999',
    'NaN',
    '-0',
    '',
    '0x10',
    ' 5',
    '5 ',
    '1,5',
    'Infinity',
    '-1',
    '1e',
    '١',
    'null',
    '9'.repeat(1e7),
  ];
  const numbers = fieldNames.filter((name) => fields[name].kind === 'number');
  it.each(numbers)('names the range of %s for every absurd number', (name) => {
    const field: Field = fields[name];
    if (field.kind !== 'number') return;
    for (const text of texts) {
      const [message, ...more] = faults(`?${name}=${encodeURIComponent(text)}`);
      expect(more).toEqual([]);
      expect(message).toContain(field.label);
      expect(message).toContain(`“${text.slice(0, 40)}”`);
      expect(message).toContain(`from ${field.min} to ${field.max}`);
    }
  });

  it.each(['true', 'ON', '1', ''])('takes no %o for on', (text) => {
    expect(faults(`?batchNorm=${text}`)).toEqual([
      `Batch normalization: “${text}” is not allowed; it takes on or off.`,
    ]);
  });

  it('breaks a rule between fields', () => {
    expect(faults('?dataset=xor&model=cnn1d')[0]).toContain('only with MNIST-1D');
  });

  it('of a newer version says so, and nothing else', () => {
    for (const version of ['2', '17', '9'.repeat(400)]) {
      const messages = faults(`?v=${version}&wings=2&epochs=0`);
      expect(messages).toHaveLength(1);
      expect(messages[0]).toMatch(/^This link was made by a newer version/);
    }
  });

  it.each(['0', '-1', '', '1.5', '01', 'one', '1e0'])('has no version %o', (version) => {
    expect(faults(`?v=${version}`)).toEqual([`v: “${version}” is not allowed; it takes 1.`]);
  });

  it('names unknown keys, backends and presets', () => {
    expect(faults('?utm_source=mail&__proto__=1&constructor=2')).toEqual([
      'Unknown field “utm_source”.',
      'Unknown field “__proto__”.',
      'Unknown field “constructor”.',
    ]);
    expect(faults('?backend=tpu')[0]).toContain(
      'There is no backend “tpu”; there are auto, webgpu, wasm, webgl, cpu',
    );
    expect(faults('?engine=jax')[0]).toContain('There is no engine “jax”; there are auto, fused, tfjs');
    expect(faults('?preset=huge')[0]).toContain(
      'There is no preset “huge”; there are two-phases, small-only, large-only',
    );
  });

  it('repeats a key, even with the same value', () => {
    expect(faults('?epochs=70&epochs=70')).toEqual([
      'Epochs: given 2 times in the link; it takes one value, a whole number from 1 to 1000.',
    ]);
    expect(faults('?v=1&v=1&v=2')).toEqual(['v: given 3 times in the link; it takes one value.']);
  });

  it('is summed up when it has many faults', () => {
    const messages = faults(Array.from({ length: 10_000 }, (_, i) => `k${i}=1`).join('&'));
    expect(messages).toHaveLength(13);
    expect(messages[12]).toBe('The link has 9988 more faults.');
  });

  it('never throws, whatever was done to it', () => {
    const junk = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('%', '%ff', '%00', '&', '=', '+', '\ud800', 'v=2', '-', 'e9'),
    );
    fc.assert(
      fc.property(validConfigs, junk, fc.nat(), fc.nat(20), (config, text, place, cut) => {
        const link = encodeConfig(config);
        const at = place % (link.length + 1);
        const result = decodeConfig(link.slice(0, at) + text + link.slice(at + cut));
        if (!result.ok) expect(result.issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (search) => typeof decodeConfig(search).ok === 'boolean'),
    );
  });
});
