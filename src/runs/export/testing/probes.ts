/** Python that looks into the exported programs and prints what it finds. For checks only. */
import { scored, valley } from './expected';

const floats = (values: number[]) => `[${values.join(', ')}]`;
const places = `c, b, start = ${floats(valley.curvature)}, ${floats(valley.floor)}, float(${valley.start})`;

/** Imports a program as a module; arguments: its path, then numbers of steps and the like. */
const load = `import importlib.util, sys
spec = importlib.util.spec_from_file_location("program", sys.argv[1])
program = importlib.util.module_from_spec(spec)
spec.loader.exec_module(program)`;

/** Weights in the valley after each step. Arguments: program, number of steps. */
export const pytorchPath = `${load}
import torch
${places}
c, b = torch.tensor(c, dtype=torch.float64), torch.tensor(b, dtype=torch.float64)
w = torch.full((3,), start, dtype=torch.float64, requires_grad=True)
optimizer, scheduler = program.make_optimizer([w], program.EPOCHS)
for _ in range(int(sys.argv[2])):
    optimizer.zero_grad()
    (0.5 * c * (w - b) ** 2).sum().backward()
    optimizer.step()
    scheduler.step()
    print(*w.tolist())`;

export const kerasPath = `${load}
import keras
${places}
w = keras.Variable([start] * 3)
program.optimizer.build([w])
for _ in range(int(sys.argv[2])):
    gradient = keras.ops.multiply(c, keras.ops.subtract(w, b))
    program.optimizer.apply([gradient], [w])
    print(*keras.ops.convert_to_numpy(w).tolist())`;

export const optaxPath = `${load}
import jax, jax.numpy as jnp, optax
${places}
c, b, w = jnp.array(c), jnp.array(b), jnp.full(3, start)
state = program.optimizer.init(w)
@jax.jit
def step(w, state):
    updates, state = program.optimizer.update(c * (w - b), state, w)
    return optax.apply_updates(w, updates), state
for _ in range(int(sys.argv[2])):
    w, state = step(w, state)
    print(*w.tolist())`;

/** Learning rate and, where it is a schedule, momentum of each step. Arguments: program, number of steps. */
export const kerasRates = `${load}
import numpy as np
steps = np.arange(int(sys.argv[2]))
for pair in zip(*[np.broadcast_to(np.asarray(part), steps.shape) for part in program.rates(steps)]):
    print(*pair)`;

export const optaxRates = `${load}
import jax.numpy as jnp, numpy as np
steps = jnp.arange(int(sys.argv[2]))
rate = getattr(program, "warmed_up", program.learning_rate)
parts = [rate] + ([program.momentum] if hasattr(program, "momentum") else [])
for row in zip(*[np.broadcast_to(np.asarray(part(steps)), steps.shape) for part in parts]):
    print(*row)`;

const examples = `scores = [${scored.scores.map(floats).join(', ')}]
labels = ${floats(scored.labels)}`;

/** Mean loss of scores that are given, as one who compiles a model with it has it. */
export const kerasLoss = `${load}
import keras, numpy as np
${examples}
model = keras.Sequential([keras.Input((3,)), keras.layers.Activation("linear")])
model.compile(optimizer="sgd", loss=program.loss)
print(model.evaluate(np.array(scores), np.array(labels), verbose=0))`;

export const optaxLoss = `${load}
import jax.numpy as jnp
${examples}
print(program.loss(jnp.array(scores), jnp.array(labels)).item())`;

/**
 * As JSON: the data, number and root mean square of each parameter's first values, whether an epoch ends at the same
 * weights with and without measuring, and kappa of one small step beside eta g'Hg / |g|^2. Arguments: program, folder.
 */
export const pytorchInside = `${load}
import json, types, torch
from torch.nn.functional import cross_entropy, mse_loss, one_hot
arguments = [1, sys.argv[2]][: program.load_data.__code__.co_argcount]
train, test = program.load_data(*arguments)

def start():
    torch.manual_seed(1)
    model = program.make_model()
    if hasattr(program, "initialize"):
        program.initialize(model)
    return model

def trained(every):
    program.KAPPA_EVERY = every
    model = start()
    optimizer, scheduler = program.make_optimizer(model.parameters(), 3)
    program.train_epoch(model, optimizer, scheduler, *train, first_step=1)
    return model.state_dict()

measured, left_alone = trained(1), trained(10**9)
innocent = all(torch.equal(measured[name], left_alone[name]) for name in measured)
weights = [[w.numel(), w.detach().square().mean().sqrt().item()] for w in start().parameters()]

program.BATCH_SIZE, program.KAPPA_EVERY, lr = 64, 1, 1e-4
x, y = train[0][:64].double(), train[1][:64]
# The Hessian knows nothing of the kinks of a ReLU.
model = torch.nn.Sequential(*[torch.nn.Tanh() if isinstance(layer, torch.nn.ReLU) else layer for layer in start()])
model.double().train()
parameters = list(model.parameters())
scores = model(x)
if hasattr(program, "squared_error"):
    loss = mse_loss(scores, one_hot(y, scores.shape[1]).double(), reduction="sum") / (2 * len(y))
else:
    loss = cross_entropy(scores, y)
g = torch.autograd.grad(loss, parameters, create_graph=True)
hg = torch.autograd.grad(sum((a * a.detach()).sum() for a in g), parameters, allow_unused=True)
dot = lambda a, b: sum((p * q).sum().item() for p, q in zip(a, b) if q is not None)
expected = lr * dot(g, hg) / dot(g, g)
(kappa,) = program.train_epoch(
    model, torch.optim.SGD(parameters, lr), types.SimpleNamespace(step=lambda: None), x, y, first_step=1
)
splits = [{"inputs": s[0].flatten(1).tolist(), "labels": s[1].tolist()} for s in (train, test)]
print(json.dumps(dict(weights=weights, innocent=innocent, kappa=kappa, expected=expected, train=splits[0], test=splits[1])))`;
