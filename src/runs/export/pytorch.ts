/** A run to take home: one Python file with data, network, updates, schedule and the step number, on PyTorch. */
import type { RunConfig } from '../../training/config';
import { fields } from '../../training/fields';
import { defaultProbes } from '../../training/probes/settings';
import type { LiveChange } from '../../training/protocol';
import { stepsPerEpochOf } from '../../training/schedules/plan';
import { dataCode } from './python-data';
import { lossCode } from './python-loss';
import { modelCode } from './python-model';
import { scheduleCode } from './python-schedule';
import { joinParts, lines, literal, updateFormula } from './python-text';
import { trainingParts } from './python-training';

/**
 * A Python program that trains `config`, as it began, with the live `changes` of the run (ascending by step). It needs
 * torch (1.13 or newer) and numpy. The same formulas with other random numbers: losses agree as two seeds do.
 * `stepsPerEpoch`: as recorded; the schedule counts epochs by it.
 */
export function pytorchScript(
  config: RunConfig,
  changes: readonly LiveChange[] = [],
  stepsPerEpoch = stepsPerEpochOf(config),
): string {
  const data = dataCode(config);
  const model = modelCode(config);
  const loss = lossCode(config.loss);
  const schedule = scheduleCode(config, changes);
  const isFashion = config.dataset === 'fashion';
  const last = changes.at(-1)?.config ?? config;
  const initializes = config.initialization !== 'pytorch' || config.initScale !== 1;
  const constants = lines(
    data.constants,
    `BATCH_SIZE = ${literal(config.batchSize)}`,
    stepsPerEpoch === stepsPerEpochOf(config)
      ? 'STEPS_PER_EPOCH = math.ceil(TRAIN_SIZE / BATCH_SIZE)'
      : `STEPS_PER_EPOCH = ${literal(stepsPerEpoch)}  # as recorded`,
    `EPOCHS = ${literal(last.epochs)}`,
    `SEED = ${literal(config.seed)}`,
    `KAPPA_EVERY = ${literal(defaultProbes.kappaEvery)}  # steps; each measurement is one more forward pass`,
  );
  return joinParts([
    `${head(config, changes.length)}\n\n${imports(isFashion, loss.imported)}\n\n${constants}`,
    ...data.parts,
    ...model.parts,
    loss.part,
    ...schedule.parts,
    makeOptimizer(config, schedule),
    ...trainingParts({
      normalizes: model.normalizes,
      loss,
      initializes,
      dataArgument: data.dataArgument,
      sizesFromData: config.dataset === 'own',
    }),
  ]);
}

function head({ dataset, model, loss, schedule }: RunConfig, changes: number): string {
  const network = fields.model.options[model];
  const lowers = fields.loss.options[loss].toLowerCase();
  const plan = fields.schedule.options[schedule].toLowerCase();
  const live =
    changes === 0 ? '' : `, changed ${changes === 1 ? 'once' : `${changes} times`} while it trained`;
  return `#!/usr/bin/env python3
"""${fields.dataset.options[dataset]}, ${network[0].toLowerCase()}${network.slice(1)}, ${lowers}, schedule: ${plan}${live}. Exported from Two Regimes.

Data, network, first weights, loss, updates, schedule and step number follow the formulas of the page; the random numbers
are NumPy's and PyTorch's, so that losses agree with the page's as those of two seeds do.
Needs torch 1.13 or newer and numpy. Options: --help.
"""`;
}

const imports = (isFashion: boolean, ofLoss: string) =>
  lines(
    'import argparse',
    isFashion && 'import gzip',
    'import math',
    'import statistics',
    isFashion && 'from pathlib import Path',
    '',
    'import numpy as np',
    'import torch',
    'from torch import nn',
    `from torch.nn.functional import ${ofLoss}`,
    '',
    'try:',
    '    from torch.optim.lr_scheduler import LRScheduler',
    'except ImportError:  # PyTorch 1',
    '    from torch.optim.lr_scheduler import _LRScheduler as LRScheduler',
  );

function makeOptimizer(config: RunConfig, { make, firstMomentum }: ReturnType<typeof scheduleCode>): string {
  return lines(
    'def make_optimizer(parameters, epochs):',
    '    """The optimizer, and the scheduler that sets lr and momentum before the first step and after every one.',
    '',
    `    ${updateFormula(config)}`,
    '    """',
    '    optimizer = torch.optim.SGD(',
    '        parameters,',
    '        lr=1.0,',
    `        momentum=${firstMomentum},`,
    config.nesterov && '        nesterov=True,',
    config.weightDecay > 0 && `        weight_decay=${literal(config.weightDecay)},`,
    '    )',
    `    return optimizer, ${make}`,
  );
}
