/** The schedule of a run alone, as a scheduler for somebody's own PyTorch training. */
import type { RunConfig } from '../../training/config';
import { fields } from '../../training/fields';
import { joinParts, lines, literal } from '../../training/python';
import { stepsPerEpochOf } from '../../training/schedules/plan';
import { schedulerCode } from './python-schedule';
import { updateFormula } from './python-text';

export function pytorchSchedule(config: RunConfig): string {
  const { parts, make, firstMomentum } = schedulerCode(config, []);
  // Written for the inside of a function.
  const scheduler = make.replaceAll('\n    ', '\n');
  return joinParts([
    `"""Schedule: ${fields.schedule.options[config.schedule].toLowerCase()}. For PyTorch 2. Exported from Two Regimes."""`,
    lines('import math', '', 'import torch', 'from torch.optim.lr_scheduler import LRScheduler'),
    lines(
      `STEPS_PER_EPOCH = ${literal(stepsPerEpochOf(config))}  # optimizer steps in an epoch of your training`,
      `epochs = ${literal(config.epochs)}`,
    ),
    ...parts,
    lines(
      `# ${updateFormula(config)}`,
      `optimizer = torch.optim.SGD(model.parameters(), lr=1.0, momentum=${firstMomentum}${config.nesterov ? ', nesterov=True' : ''})`,
      `scheduler = ${scheduler}`,
      '# After every batch: optimizer.step(), then scheduler.step().',
    ),
  ]);
}
