import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../../training/config';
import { validConfigs } from '../../training/config.arbitrary';
import { datasets } from '../../training/data/registry';
import { placeLayers, sizeOf } from '../../training/models/model';
import { models } from '../../training/models/registry';
import { kerasSnippet } from './keras';
import { optaxSnippet } from './optax';
import { pytorchScript } from './pytorch';

const script = (values: Partial<RunConfig>) => pytorchScript({ ...defaultConfig, ...values });
const changed = fc
  .array(fc.tuple(fc.nat(10_000), validConfigs), { maxLength: 3 })
  .map((all) => all.map(([step, config]) => ({ step, config })).sort((a, b) => a.step - b.step));
const check = { seed: 11, numRuns: 200 };

/** The number is there as a token of its own, as Python writes it: 1 or 1.0. */
const holds = (text: string, value: number) => {
  const digits = String(value).replace(/[.+]/g, '\\$&');
  return new RegExp(`(?<![\\w.])${digits}(\\.0)?(?![\\w.])`).test(text);
};

test('two phases: a scheduler with both phases, the drop and the warm-up', () => {
  const text = script({ warmupEpochs: 2.5 });
  expect(text).toContain('class TwoRegimes(LRScheduler):');
  for (const line of [
    'large=(0.4, 0.0),',
    'small=(0.003, 0.9),',
    'switch_epoch=30,',
    'warmup_epochs=2.5,',
    'EPOCHS = 60',
    'SEED = 1',
  ]) {
    expect(text).toContain(line);
  }
});

test('any valid run: every number that decides something is in the program, and nothing that is no Python', () => {
  fc.assert(
    fc.property(validConfigs, changed, (config, changes) => {
      const text = pytorchScript(config, changes);
      const { schedule, dataset } = config;
      const wanted: (keyof RunConfig)[] = ['trainSize', 'batchSize', 'seed', 'learningRate', 'momentum'];
      if (changes.length === 0) wanted.push('epochs');
      if (schedule === 'two-phase') wanted.push('switchEpoch', 'smallLearningRate', 'smallMomentum');
      if (schedule === 'step') wanted.push('decayFactor', 'decayEvery');
      for (const name of ['warmupEpochs', 'weightDecay', 'labelNoise'] as const) {
        if (config[name] > 0) wanted.push(name);
      }
      if (config.initScale !== 1) wanted.push('initScale');
      if (!['mnist1d', 'fashion', 'own'].includes(dataset)) wanted.push('dataNoise');
      for (const name of wanted) {
        if (!holds(text, config[name] as number)) throw new Error(`${name} = ${config[name]} is missing`);
      }
      for (const { step, config: later } of changes) {
        if (!holds(text, step) || !holds(text, later.learningRate)) throw new Error(`change at ${step}`);
      }
      expect(text).toMatch(/^[\n -~]*$/);
      expect(text).not.toMatch(/undefined|Infinity|\[object|float\("nan"\)/);
    }),
    check,
  );
});

describe('the network', () => {
  test('has as many parameters as the one on the page, in as many layers', () => {
    fc.assert(
      fc.property(
        validConfigs.filter(({ dataset }) => dataset !== 'own'),
        (config) => {
          const { dataset, model } = config;
          const shape = dataset === 'fashion' ? [28, 28, 1] : dataset === 'mnist1d' ? [40] : [2];
          const placed = placeLayers(models.of(model).layers(config, datasets.of(dataset).classes), shape);
          const ours = placed.map(({ parameters }) =>
            parameters.reduce((sum, each) => sum + sizeOf(each.shape), 0),
          );
          expect(parametersIn(pytorchScript(config))).toEqual(ours.filter((count) => count > 0));
        },
      ),
      check,
    );
  });

  /** Parameters of the layers of torch.nn that a program names, from the meaning of their arguments. */
  function parametersIn(text: string): number[] {
    const calls = text.matchAll(
      /^ {8}(?:nn\.)?(Linear|Conv1d|Conv2d|BatchNorm1d|BatchNorm)\((\d+)(?:, (\d+))?(?:, (\d+))?/gm,
    );
    return [...calls].map(([, kind, ...sizes]) => {
      const [from, to, kernel] = sizes.map(Number);
      if (kind.startsWith('BatchNorm')) return 2 * from;
      return from * to * (kind === 'Linear' ? 1 : kernel ** Number(kind[4])) + to;
    });
  }

  test('first weights: PyTorch its own, or by rule and scale', () => {
    expect(script({})).not.toContain('initialize');
    expect(script({ initialization: 'he' })).toContain('kaiming_normal_(layer.weight, nonlinearity="relu")');
    expect(script({ initialization: 'glorot', initScale: 0.5 })).toMatch(
      /xavier_uniform_[\s\S]*weight \*= 0\.5/,
    );
    expect(script({ initScale: 2 })).toMatch(/weight \*= 2\.0\n +layer\.bias \*= 2\.0/);
  });

  test('a last batch of one example gets a normalization that can take it', () => {
    expect(script({ batchNorm: true })).toContain('        nn.BatchNorm1d(100),');
    expect(script({ batchNorm: true, trainSize: 3201 })).toContain('        BatchNorm(100),');
  });
});

test('MNIST-1D has the shapes and settings of the page', () => {
  const source = readFileSync('src/training/data/mnist1d/load.ts', 'utf8');
  const shapesIn = (text: string, from: string) =>
    [...text.slice(text.indexOf(from)).matchAll(/^\s+(\[[\d., ]+\]),$/gm)].slice(0, 10).map(([, row]) => row);
  expect(shapesIn(source, 'const shapes')).toHaveLength(10);
  expect(shapesIn(script({}), 'SHAPES')).toEqual(shapesIn(source, 'const shapes'));
  const setting = (name: string) => source.match(new RegExp(`const ${name} = ([\\d.]+);`))?.[1];
  const text = script({});
  expect(text).toContain(`rng.integers(${setting('paddingFrom')}, ${setting('paddingTo')})`);
  expect(text).toContain(`resample(signal, ${setting('padded')}) * (1 + ${setting('scaleSpread')} *`);
  expect(text).toContain(`np.roll(signal, rng.integers(${setting('shiftBelow')}))`);
  expect(text).toContain(
    `gaussian_filter(${setting('correlatedNoise')} * rng.standard_normal(${setting('padded')}), ${setting('correlationWidth')})`,
  );
  expect(text).toContain(
    `${setting('plainNoise')} * rng.standard_normal(${setting('padded')}) + ${setting('shearSpread')} *`,
  );
});

describe('live changes', () => {
  const changes = [
    { step: 100, config: { ...defaultConfig, learningRate: 0.25, epochs: 80 } },
    { step: 700, config: { ...defaultConfig, schedule: 'cosine' as const, epochs: 90 } },
  ];

  test('the last one that holds at a step decides, and the run has its epochs', () => {
    const text = pytorchScript(defaultConfig, changes);
    const rule = text.slice(text.indexOf('def rates_at'), text.indexOf('class RateSchedule'));
    expect(rule.match(/(if|elif) step >= \d+|else:/g)).toEqual([
      'if step >= 700',
      'elif step >= 100',
      'else:',
    ]);
    expect(rule).toMatch(
      /if step >= 700:[^\n]*\n +learning_rate, momentum = cosine\(epoch, epochs, learning_rate=0\.4/,
    );
    expect(rule).toContain('large=(0.25, 0.0)');
    expect(text).toContain('\nEPOCHS = 90\n');
  });

  test('epochs are counted as they were recorded', () => {
    expect(pytorchScript(defaultConfig, [], 125)).toContain(
      'STEPS_PER_EPOCH = math.ceil(TRAIN_SIZE / BATCH_SIZE)',
    );
    expect(pytorchScript(defaultConfig, [], 40)).toContain('STEPS_PER_EPOCH = 40  # as recorded');
  });
});

test('the loss is that of the run, in training, measuring and evaluation', () => {
  expect(script({})).not.toContain('squared_error');
  expect(script({}).match(/cross_entropy\([^\n]*reduction="none"\)/g)).toHaveLength(3);
  for (const batchNorm of [false, true]) {
    const text = script({ loss: 'squared-error', batchNorm });
    expect(text).not.toContain('cross_entropy');
    expect(text).toContain('import one_hot\n');
    expect(text).toContain('return 0.5 * ((scores - one_hot(labels, scores.shape[1])) ** 2).sum(1)');
    expect(text.match(/(?<!def )squared_error\([^\n]*\)/g)).toHaveLength(3);
  }
});

test("a person's own data is asked for, and the network takes its sizes", () => {
  const text = script({ dataset: 'own', ownData: 7 });
  expect(text).toContain('parser.add_argument("--data", default="own-data.npz"');
  expect(text).toMatch(/nn\.Linear\(features, 100\),[\s\S]*nn\.Linear\(100, classes\),/);
  expect(script({})).not.toContain('"--data"');
});

test('a momentum of 0 is avoided where torch.optim.SGD would make another update of it', () => {
  const constant = { schedule: 'constant' as const };
  expect(script({})).toContain('max(momentum, LEAST_MOMENTUM)');
  expect(script(constant)).not.toContain('LEAST_MOMENTUM');
  expect(script({ ...constant, nesterov: true })).toContain('LEAST_MOMENTUM');
  expect(script({ ...constant, momentum: 0.9 })).not.toContain('LEAST_MOMENTUM');
  expect(script({ schedule: 'one-cycle', momentum: 0.1 })).toContain('LEAST_MOMENTUM');
  expect(script({ schedule: 'one-cycle', momentum: 0.2 })).not.toContain('LEAST_MOMENTUM');
});

test('text in place of a value never reaches a program', () => {
  const payload = '0\nimport os; os.system("rm")';
  const programs = [pytorchScript, kerasSnippet, optaxSnippet] as ((config: RunConfig) => string)[];
  for (const name of Object.keys(defaultConfig)) {
    for (const base of [defaultConfig, { ...defaultConfig, schedule: 'step' as const, weightDecay: 0.1 }]) {
      for (const program of programs) {
        let text = '';
        try {
          text = program({ ...base, [name]: payload });
        } catch {
          // Such a configuration cannot come out of parseConfig; giving up on it is as good.
        }
        expect(text, name).not.toContain('os.system');
      }
    }
  }
});
