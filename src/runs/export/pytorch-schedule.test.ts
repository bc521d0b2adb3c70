import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../training/config';
import { fields, type ScheduleName } from '../../training/fields';
import { pytorchSchedule } from './pytorch-schedule';

const schedules = Object.keys(fields.schedule.options) as ScheduleName[];

const hasPython = (() => {
  try {
    execFileSync('python3', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

/** Stands for torch: keeps what the optimizer's group was given, as LRScheduler of torch 2 does. */
const harness = `
import sys, types
class Optimizer:
    def __init__(self, parameters, lr, momentum, nesterov=False):
        self.param_groups = [dict(lr=lr, momentum=momentum)]
class LRScheduler:
    def __init__(self, optimizer):
        self.optimizer, self.last_epoch = optimizer, -1
        self.step()
    def step(self):
        self.last_epoch += 1
        for group, lr in zip(self.optimizer.param_groups, self.get_lr()):
            group["lr"] = lr
torch = types.ModuleType("torch"); torch.optim = types.ModuleType("torch.optim"); torch.optim.SGD = Optimizer
scheduler = types.ModuleType("torch.optim.lr_scheduler"); scheduler.LRScheduler = LRScheduler
sys.modules.update({"torch": torch, "torch.optim": torch.optim, "torch.optim.lr_scheduler": scheduler})
class model:
    parameters = staticmethod(lambda: [])
names = dict(model=model)
exec(sys.stdin.read(), names)
for step in range(7500):
    group = names["optimizer"].param_groups[0]
    if step in (0, 3749, 3750, 7499): print(group["lr"], round(group["momentum"], 6))
    names["scheduler"].step()
`;

test.runIf(hasPython).each(schedules)('the snippet for %s runs', (schedule) => {
  const code = pytorchSchedule({ ...defaultConfig, schedule });
  const printed = execFileSync('python3', ['-c', harness], { input: code, encoding: 'utf8' });
  expect(printed.trim().split('\n')).toHaveLength(4);
  if (schedule === 'two-phase') expect(printed).toBe('0.4 0.0\n0.4 0.0\n0.003 0.9\n0.003 0.9\n');
});

test('names the numbers of the schedule', () => {
  const code = pytorchSchedule(defaultConfig);
  for (const part of ['large=(0.4, 0.0)', 'small=(0.003, 0.9)', 'switch_epoch=30', 'STEPS_PER_EPOCH = 125'])
    expect(code).toContain(part);
});
