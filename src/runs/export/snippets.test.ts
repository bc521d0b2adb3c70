import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../../training/config';
import { validConfigs } from '../../training/config.arbitrary';
import { firstStepFrom, ratesAtStep, stepsPerEpochOf } from '../../training/schedules/plan';
import { kerasSnippet } from './keras';
import { optaxSnippet } from './optax';
import { momentumRange } from './plan-facts';

const keras = (values: Partial<RunConfig>) => kerasSnippet({ ...defaultConfig, ...values });
const optax = (values: Partial<RunConfig>) => optaxSnippet({ ...defaultConfig, ...values });
const check = { seed: 5, numRuns: 200 };

test('the drop is the first step at which the schedule that trains has dropped', () => {
  const twoPhase = validConfigs.map((config) => ({
    ...config,
    schedule: 'two-phase' as const,
    warmupEpochs: 0,
    switchEpoch: Math.min(config.switchEpoch, config.epochs),
    learningRate: 1,
    smallLearningRate: 0.5,
  }));
  fc.assert(
    fc.property(twoPhase, (config) => {
      const stepsPerEpoch = stepsPerEpochOf(config);
      const drop = firstStepFrom(config.switchEpoch, stepsPerEpoch);
      expect(ratesAtStep(drop, config, stepsPerEpoch).learningRate).toBe(0.5);
      if (drop > 0) expect(ratesAtStep(drop - 1, config, stepsPerEpoch).learningRate).toBe(1);
      expect(kerasSnippet(config)).toContain(`step < ${drop} `);
      expect(optaxSnippet(config)).toContain(`DROP = ${drop} `);
    }),
    check,
  );
});

test('the momenta of a schedule lie within the range that is said', () => {
  fc.assert(
    fc.property(validConfigs, fc.double({ min: 0, max: 0.999, noNaN: true }), (config, share) => {
      const { least, largest } = momentumRange(config);
      const { momentum } = ratesAtStep(share * config.epochs, config, 1);
      expect(momentum).toBeGreaterThanOrEqual(least - 1e-9);
      expect(momentum).toBeLessThanOrEqual(largest + 1e-9);
    }),
    check,
  );
});

test('Keras: rates of every schedule', () => {
  expect(keras({})).toContain('ops.where(large, 0.4, 0.003)\n    momentum = ops.where(large, 0.0, 0.9)');
  expect(keras({ schedule: 'cosine', momentum: 0.5 })).toMatch(
    /0\.4 \* 0\.5 \* \(1 \+ ops\.cos[\s\S]*momentum = 0\.5/,
  );
  expect(keras({ schedule: 'step' })).toContain('ops.power(0.1, drops)');
  expect(keras({ schedule: 'one-cycle', momentum: 0.04 })).toContain('dip = 0.04 * ');
  expect(keras({ warmupEpochs: 3 })).toContain('ops.minimum(1.0, (step + 1) / (3 * STEPS_PER_EPOCH))');
  expect(keras({ schedule: 'linear' })).toContain('TOTAL_STEPS = 7500');
});

test('Keras: its own SGD only where that makes the same update', () => {
  const constant = { schedule: 'constant' as const };
  expect(keras(constant)).toContain('keras.optimizers.SGD(learning_rate=LearningRate())');
  expect(keras({ ...constant, momentum: 0.9 })).toContain('class SGD(keras.optimizers.SGD)');
  expect(keras({ ...constant, weightDecay: 0.01 })).toContain('ops.multiply(0.01, variable)');
});

test('optax: stock schedules, momentum as a schedule where it changes, decay before the momentum', () => {
  expect(optax({})).toMatch(/constant_schedule\(0\.4\), optax\.constant_schedule\(0\.003\)\], \[DROP\]/);
  expect(optax({})).toContain(
    'optax.inject_hyperparams(optax.sgd)(learning_rate=learning_rate, momentum=momentum)',
  );
  expect(optax({ schedule: 'cosine', momentum: 0.9, nesterov: true })).toContain(
    'optimizer = optax.sgd(learning_rate=learning_rate, momentum=0.9, nesterov=True)',
  );
  expect(optax({ schedule: 'cosine', nesterov: true })).toContain('optax.sgd(learning_rate=learning_rate)');
  expect(optax({ weightDecay: 0.002 })).toMatch(
    /chain\(\s+optax\.add_decayed_weights\(0\.002\),\s+optax\.inject/,
  );
  expect(optax({ schedule: 'step', decayEvery: 12.5 })).toContain('transition_steps=12.5 * STEPS_PER_EPOCH');
});

test('the loss is that of the run, with what it imports', () => {
  const squared = { loss: 'squared-error', schedule: 'constant' } as const;
  expect(keras({})).toContain('loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)');
  expect(keras(squared)).toContain('return 0.5 * ops.sum(ops.square(scores - ops.one_hot(');
  expect(keras(squared)).toContain('from keras import ops');
  expect(keras({ schedule: 'constant' })).not.toContain('import ops');
  expect(optax({})).toContain('optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean()');
  expect(optax({})).not.toMatch(/^import jax$/m);
  expect(optax(squared)).toMatch(/^import jax$[\s\S]*optax\.l2_loss\(.*\)\.sum\(-1\)\.mean\(\)/m);
});
