/** The training loop of an exported PyTorch program: steps, the step number kappa, evaluation, command line. */

import type { TorchLoss } from '../../training/losses/loss-code';
import { resolution } from '../../training/probes/kappa';
import { lines, literal } from '../../training/python';

export interface LoopFacts {
  /** The network has batch normalization. */
  normalizes: boolean;
  /** The program has an `initialize` of its own. */
  initializes: boolean;
  /** How the option `--data` goes on, for data that is read from files. */
  dataArgument: string | undefined;
  loss: TorchLoss;
  /** `make_model` takes the sizes that were found in the data. */
  sizesFromData: boolean;
}

/** Top-level definitions, from the step number to `main`. */
export function trainingParts(facts: LoopFacts): string[] {
  return [
    batchLosses(facts),
    stepNumber,
    trainEpoch(facts.loss),
    evaluate(facts.loss),
    printSchedule,
    argumentsOf(facts.dataArgument),
    main(facts),
    'if __name__ == "__main__":\n    main()',
  ];
}

const batchLosses = ({ normalizes, loss }: LoopFacts) =>
  normalizes
    ? `@torch.no_grad()
def batch_losses(model, inputs, labels):
    """Loss of each example; uses the statistics of the batch and leaves the running averages alone."""
    layers = [layer for layer in model if isinstance(layer, nn.BatchNorm1d)]
    for layer in layers:
        layer.track_running_stats = False
    losses = ${loss.ofExamples('model(inputs)', 'labels')}
    for layer in layers:
        layer.track_running_stats = True
    return losses`
    : `@torch.no_grad()
def batch_losses(model, inputs, labels):
    """Loss of each example."""
    return ${loss.ofExamples('model(inputs)', 'labels')}`;

const stepNumber = `def step_number(slope, change, loss):
    """kappa = 2 (1 + D / a): what the step kept of what its gradient promised on its own batch.

    0: all of it, 1: half, 2: nothing, the loss is as high as before. a = -slope = -g.s, D = change = L(w + s) - L(w), loss = L(w).
    NaN where the gradient promised no decrease (a <= 0) or float32 cannot resolve the change.
    """
    promised = -slope
    if promised <= 0 or max(promised, abs(change)) < ${literal(resolution)} * loss:
        return math.nan
    return 2 * (1 + change / promised)`;

const trainEpoch = ({
  ofExamples,
}: TorchLoss) => `def train_epoch(model, optimizer, scheduler, inputs, labels, first_step):
    """One pass over the examples in random order; kappa of each measured step."""
    model.train()
    parameters = list(model.parameters())
    kappas = []
    for step, batch in enumerate(torch.randperm(len(labels)).split(BATCH_SIZE), first_step):
        x, y = inputs[batch], labels[batch]
        losses = ${ofExamples('model(x)', 'y')}
        loss = losses.mean()
        if not math.isfinite(loss.item()):
            raise SystemExit(f"Diverged at step {step}: the loss is {loss.item()}.")
        optimizer.zero_grad()
        loss.backward()
        measured = step % KAPPA_EVERY == 0
        if measured:  # copies, because the optimizer may use .grad as scratch space
            before = [(w.detach().clone(), w.grad.clone()) for w in parameters]
        optimizer.step()
        scheduler.step()
        if measured:
            slope = sum(((w - old) * g).sum().item() for w, (old, g) in zip(parameters, before))
            change = (batch_losses(model, x, y) - losses.detach()).mean().item()
            kappas.append(step_number(slope, change, loss.item()))
    return kappas`;

const evaluate = ({ ofExamples }: TorchLoss) => `@torch.no_grad()
def evaluate(model, inputs, labels):
    """Mean loss and accuracy over a whole split."""
    model.eval()
    scores = model(inputs)
    return ${ofExamples('scores', 'labels')}.mean().item(), (scores.argmax(1) == labels).float().mean().item()`;

const printSchedule = `def print_schedule(epochs):
    """Step, learning rate and momentum of every step, without training."""
    optimizer, scheduler = make_optimizer([torch.zeros(1, requires_grad=True)], epochs)
    for step in range(1, epochs * STEPS_PER_EPOCH + 1):
        group = optimizer.param_groups[0]
        print(step, group["lr"], group["momentum"])
        optimizer.step()
        scheduler.step()`;

const argumentsOf = (dataArgument: string | undefined) =>
  lines(
    'def parse_arguments():',
    '    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])',
    '    parser.add_argument("--epochs", type=int, default=EPOCHS, help="passes over the training examples")',
    '    parser.add_argument("--seed", type=int, default=SEED, help="fixes every random choice")',
    dataArgument !== undefined && `    parser.add_argument("--data", ${dataArgument})`,
    '    parser.add_argument("--device", default="cpu", help="for example cpu, cuda, mps")',
    '    parser.add_argument("--print-schedule", action="store_true", help="print all rates and stop")',
    '    return parser.parse_args()',
  );

const main = ({ initializes, dataArgument, sizesFromData }: LoopFacts) =>
  lines(
    'def main():',
    '    args = parse_arguments()',
    '    if args.print_schedule:',
    '        print_schedule(args.epochs)',
    '        return',
    '    torch.manual_seed(args.seed)',
    `    train, test = load_data(args.seed${dataArgument === undefined ? '' : ', args.data'})`,
    '    train, test = [tuple(part.to(args.device) for part in split) for split in (train, test)]',
    sizesFromData
      ? '    model = make_model(train[0].shape[1], int(max(train[1].max(), test[1].max())) + 1)'
      : '    model = make_model()',
    initializes && '    initialize(model)',
    '    model.to(args.device)',
    '    optimizer, scheduler = make_optimizer(model.parameters(), args.epochs)',
    '    print("epoch  train_loss  test_accuracy  median_kappa")',
    '    for epoch in range(args.epochs):',
    '        kappas = train_epoch(model, optimizer, scheduler, *train, first_step=epoch * STEPS_PER_EPOCH + 1)',
    '        resolved = [kappa for kappa in kappas if not math.isnan(kappa)]',
    '        median = statistics.median(resolved) if resolved else math.nan',
    '        train_loss, _ = evaluate(model, *train)',
    '        _, test_accuracy = evaluate(model, *test)',
    '        print(f"{epoch + 1:5d}  {train_loss:10.5f}  {test_accuracy:13.4f}  {median:12.4f}", flush=True)',
  );
