import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig, presetConfig, presets } from '../../training/config';
import { validConfigs } from '../../training/config.arbitrary';
import type { Field } from '../../training/field';
import { fieldNames, fields } from '../../training/fields';
import { encodeConfig } from '../url';
import { mostCharacters, mostPieces } from './pieces';
import { decodeLink } from './read-link';

/** Messages of a refused link; fails when it is taken. */
function faults(search: string): string[] {
  const result = decodeLink(search);
  if (result.ok) throw new Error(`${search.slice(0, 100)} was taken`);
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
      expect(decodeLink(search)).toEqual({
        ok: true,
        says: search.includes('v'),
        config: defaultConfig,
        wish: { backend: 'auto', engine: 'auto' },
        page: { embed: false, present: false, hide: '' },
        script: [],
        issues: [],
        repairs: [],
      });
    }
  });

  it('gives back any configuration it was made from', () => {
    fc.assert(
      fc.property(validConfigs, (config) => {
        expect(decodeLink(`?${encodeConfig(config)}`)).toMatchObject({
          ok: true,
          config,
          wish: { backend: 'auto', engine: 'auto' },
          script: [],
          issues: [],
          repairs: [],
        });
      }),
    );
  });

  it.each(['webgpu', 'wasm', 'webgl', 'cpu', 'auto'])(
    'asks for the backend %s, also when a field is wrong',
    (backend) => {
      const wish = { backend, engine: 'auto' };
      expect(decodeLink(`?backend=${backend}`)).toMatchObject({ ok: true, wish });
      expect(decodeLink(`?backend=${backend}&epochs=0`)).toMatchObject({ ok: false, wish });
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
    '1.2.3',
    'five',
    'Infinity',
    '-1',
    '1e',
    '١',
    'null',
    '9'.repeat(10_000),
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
      `Batch normalization: “${text}” is not allowed; it takes on or off. “Batch normalization” is off here.`,
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

  it('names backends, engines and presets that do not exist', () => {
    expect(faults('?backend=tpu')[0]).toContain(
      'There is no backend “tpu”; there are auto, webgpu, wasm, webgl, cpu',
    );
    expect(faults('?engine=jax')[0]).toContain('There is no engine “jax”; there are auto, fused, tfjs');
    expect(faults('?preset=huge')[0]).toContain(
      'There is no preset “huge”; there are two-phases, small-only, large-only',
    );
  });

  it.each([
    ['learningrate=0.1', 'learningRate'],
    ['learning_rate=0.1', 'learningRate'],
    ['learning-rate=0.1', 'learningRate'],
    ['LEARNINGRATE=0.1', 'learningRate'],
    ['lerningRate=0.1', 'learningRate'],
    ['momentun=0.5', 'momentum'],
    ['batch_size=16', 'batchSize'],
    ['epoch=20', 'epochs'],
    ['Seed=3', 'seed'],
    ['sede=3', 'seed'],
    ['mode=mlp', 'model'],
    ['presets=small-only', 'preset'],
    ['chnage=3*learningRate*0.1', 'change'],
  ])('names the field that is meant by %s, and reads the rest', (wrong, meant) => {
    const link = decodeLink(`?v=1&width=50&${wrong}`);
    expect(link.issues.map(({ message }) => message)).toEqual([expect.stringContaining(`“${meant}”`)]);
    expect(link.config).toEqual({ ...defaultConfig, width: 50 });
  });

  it('says two values of one field, and takes two that are one', () => {
    expect(faults('?epochs=70&epochs=80')).toEqual(['Epochs: the link says “70”, “80”; it takes one value.']);
    expect(decodeLink('?epochs=70&v=1&epochs=70')).toMatchObject({ ok: true, config: { epochs: 70 } });
  });

  it('that ends within a key says where', () => {
    expect(faults('?v=1&width=50&learningRa')).toEqual([
      'It ends within “learningRate”; what came after is lost.',
    ]);
  });

  it('is summed up when it has many faults', () => {
    const messages = faults(fieldNames.map((name) => `${name}=x`).join('&'));
    expect(messages).toHaveLength(13);
    expect(messages[12]).toBe(`The link has ${fieldNames.length - 12} more faults.`);
  });

  it('gives up one of two fields that do not go together, the one the rule is about', () => {
    const link = decodeLink('?dataset=xor&model=cnn1d&width=50');
    expect(link.issues).toHaveLength(1);
    expect(link.issues[0].message).toContain('only with MNIST-1D');
    expect(link.config).toEqual({ ...defaultConfig, dataset: 'xor', width: 50 });
  });

  it('moves a drop that it does not name into a shorter run, and says so', () => {
    const link = decodeLink('?epochs=10');
    expect(link.config).toEqual({ ...defaultConfig, epochs: 10, switchEpoch: 5 });
    expect(link.issues[0].message).toMatch(
      /^Drop at epoch: 30 is not allowed.* “Drop at epoch” is 5 here\.$/,
    );
  });
});

describe('live changes in a link', () => {
  const first = 'change=5*learningRate*0.1';
  it('stay up to the first that is wrong', () => {
    const link = decodeLink(`?width=50&${first}&change=7*learningRate*99&change=9*momentum*0.5`);
    expect(link.config.width).toBe(50);
    expect(link.script).toEqual([{ step: 5, fields: { learningRate: 0.1 } }]);
    expect(link.issues.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Live changes: after step 7: Learning rate: 99 .* It and the 1 after it/),
    ]);
  });

  it('are left out when a field is wrong', () => {
    const link = decodeLink(`?width=x&${first}`);
    expect(link.script).toEqual([]);
    expect(link.issues[1].message).toMatch(/^Live changes: 1 of them/);
  });

  it('name the field that is meant', () => {
    expect(faults('?change=5*learning_rate*0.1')[0]).toContain('“learningRate” is meant');
  });
});

describe('a link that is far too long', () => {
  it.each([
    ['130,000 keys', Array.from({ length: 130_000 }, (_, i) => `k${i}=1`).join('&')],
    ['1,000,000 keys', Array.from({ length: 1_000_000 }, (_, i) => `k${i}=1`).join('&')],
    ['1,000,000 empty keys', '&'.repeat(1_000_000)],
    ['1,000,000 times one field', 'epochs=70&'.repeat(1_000_000)],
    ['1,000,000 near misses', 'epochz=70&'.repeat(1_000_000)],
    ['a value of megabytes', `note=${'9'.repeat(5e6)}`],
    ['a field of megabytes', `epochs=${'9'.repeat(5e6)}`],
    ['percent signs', `epochs=${'%25'.repeat(2e6)}`],
    ['line breaks', `epochs=${'%0A'.repeat(2e6)}`],
    ['marks', `epochs=70${').'.repeat(2e6)}`],
    ['nested entities', `&${'amp;'.repeat(2e6)}epochs=70`],
  ])('of %s keeps its beginning and says so', (_, text) => {
    const link = decodeLink(`?width=50&${text}`);
    expect(link.config.width).toBe(50);
    expect(link.issues[0].message).toContain(mostCharacters.toLocaleString('en'));
    expect(link.issues.length).toBeLessThan(14);
  });

  it('of many short keys says how many there are', () => {
    expect(faults(`?width=50&${'a=1&'.repeat(2000)}`)[0]).toContain(mostPieces.toLocaleString('en'));
  });
});

describe('whatever was done to a link', () => {
  it('never throws, whatever was done to it', () => {
    const junk = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('%', '%ff', '%00', '&', '=', '+', '\ud800', 'v=2', '-', 'e9'),
    );
    fc.assert(
      fc.property(validConfigs, junk, fc.nat(), fc.nat(20), (config, text, place, cut) => {
        const link = encodeConfig(config);
        const at = place % (link.length + 1);
        const result = decodeLink(link.slice(0, at) + text + link.slice(at + cut));
        if (!result.ok) expect(result.issues.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (search) => typeof decodeLink(search).ok === 'boolean'),
    );
  });
});
