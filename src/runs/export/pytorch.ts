/** A run to take home: one Python file with data, network, updates, schedule and the step number, on PyTorch. */
import type { RunConfig } from '../../training/config';
import { fields } from '../../training/fields';
import { lossCodeOf } from '../../training/losses/codes';
import { defaultProbes } from '../../training/probes/settings';
import type { LiveChange } from '../../training/protocol';
import { joinParts, lines, literal } from '../../training/python';
import { stepsPerEpochOf } from '../../training/schedules/plan';
import { dataPart } from './python-data';
import { modelCode } from './python-model';
import { schedulerCode } from './python-schedule';
import { updateFormula } from './python-text';
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
  const data = dataPart(config);
  const model = modelCode(config);
  const loss = lossCodeOf(config.loss).torch;
  const schedule = schedulerCode(config, changes);
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
    `${head(config, changes.length)}\n\n${imports(data.imports, loss.imported)}\n\n${constants}`,
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
      sizesFromData: model.sizesFromData,
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

/** Sorted, whole modules first. */
const imports = (ofData: readonly string[], ofLoss: string) =>
  lines(
    ...['import argparse', 'import math', 'import statistics', ...ofData].sort(
      (a, b) => Number(a.startsWith('from')) - Number(b.startsWith('from')) || a.localeCompare(b),
    ),
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

function makeOptimizer(config: RunConfig, { make, firstMomentum }: ReturnType<typeof schedulerCode>): string {
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
