/**
 * Runs the exported Python programs and compares them with this project: schedules step by step, updates with a
 * float64 oracle, data, first weights, kappa, and that the losses fall. `npm run check:python`; takes minutes.
 * PYTHON may name interpreters to try first, separated like PATH. Without one with torch, Debian's is installed
 * (root only). Keras and optax are checked where an interpreter has them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ensureInstalled, stop } from './install.mjs';

ensureInstalled();
const { runnerImport } = await import('vite');
const { module: project } = await runnerImport(join(process.cwd(), 'src/runs/export/testing/cases.ts'), {
  configFile: false,
  logLevel: 'error',
});
const { cases, shortCases, ratesOf, pathOf, firstWeights, randomPrograms, valley } = project;
const folder = mkdtempSync(join(tmpdir(), 'two-regimes-python-'));
const fashion = '/usr/share/datasets/fashion-mnist';
let failures = 0;

const candidates = [...(process.env.PYTHON ?? '').split(delimiter), 'python3', '/usr/bin/python3', 'python'];
const run = (python, ...args) => spawnSync(python, args, { encoding: 'utf8', maxBuffer: 1 << 28, env: environment });
const environment = { ...process.env, KERAS_BACKEND: process.env.KERAS_BACKEND ?? 'jax', JAX_PLATFORMS: 'cpu' };
const pythonWith = (modules) =>
  candidates.find((python) => python !== '' && run(python, '-c', `import ${modules}`).status === 0);

try {
  checkSyntax();
  const python = pythonWith('torch, numpy') ?? installTorch();
  if (python) await checkPyTorch(python);
  else report(false, 'PyTorch', 'no Python with torch and numpy; name one in PYTHON');
  checkSnippets('Keras', pythonWith('keras'), project.kerasSnippet, kerasProbe());
  checkSnippets('optax', pythonWith('optax'), project.optaxSnippet, optaxProbe());
} finally {
  rmSync(folder, { recursive: true });
}
console.log(failures === 0 ? '\nAll as it should be.' : `\n${failures} checks failed.`);
process.exit(failures === 0 ? 0 : 1);

function report(ok, what, detail) {
  if (!ok) failures++;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${what.padEnd(34)} ${detail}`);
}

/** Every program of this and of many random configurations is Python; needs no package. */
function checkSyntax() {
  const python = pythonWith('sys') ?? stop('These checks need Python 3.');
  const programs = [...randomPrograms(150), ...cases.map(scriptOf)];
  const files = programs.map((text, i) => write(`syntax${i}.py`, text));
  const list = write('files.txt', files.join('\n'));
  const code = `import sys
for name in open(sys.argv[1]).read().split("\\n"):
    compile(open(name, encoding="utf-8").read(), name, "exec")`;
  const { status, stderr } = run(python, '-c', code, list);
  report(status === 0, 'syntax', status === 0 ? `${files.length} programs` : stderr);
}

function installTorch() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('No Python with torch found; installing python3-torch ...');
  const apt = (...args) => spawnSync('apt-get', args, { stdio: 'inherit' }).status === 0;
  if (apt('update')) apt('install', '-y', '--no-install-recommends', 'python3-torch');
  return pythonWith('torch, numpy');
}

async function checkPyTorch(python) {
  console.log(run(python, '-c', 'import torch; print("PyTorch", torch.__version__)').stdout.trim());
  for (const each of cases) {
    if (each.config.dataset === 'fashion' && !existsSync(fashion)) {
      console.log(`skipped ${each.name}: Debian's package dataset-fashion-mnist is not installed`);
      continue;
    }
    const file = write(`${each.name}.py`, scriptOf(each));
    checkSchedule(python, each, file);
    checkTraining(python, each, file);
    await checkInside(python, each, file);
  }
  for (const each of shortCases) {
    const file = write(`short-${each.name}.py`, scriptOf(each));
    checkPath(each, 'PyTorch', run(python, '-c', pytorchProbe(ratesOf(each).length), file));
  }
}

function checkSchedule(python, each, file) {
  const printed = rows(run(python, file, '--print-schedule').stdout);
  const expected = ratesOf(each);
  const worst = Math.max(
    ...expected.map(({ learningRate, momentum }, i) => {
      const [step, ...values] = printed[i] ?? [];
      return step === i + 1 ? distance(values, [learningRate, momentum]) : Number.NaN;
    }),
  );
  const ok = printed.length === expected.length && worst <= 1e-6;
  report(ok, `${each.name}: schedule`, `${printed.length} steps, off by ${worst.toExponential(1)} at most`);
}

/** The default trains to its end and must show both regimes; the others only have to learn. */
function checkTraining(python, each, file) {
  const whole = each.name === 'default';
  const { status, stdout, stderr } = run(python, file, ...(whole ? [] : ['--epochs', `${each.epochs}`]));
  const lines = rows(stdout.split('\n').slice(1).join('\n'));
  if (status !== 0 || lines.length === 0) return report(false, `${each.name}: training`, stderr);
  const [, loss, accuracy, kappa] = lines.at(-1);
  const falls = lines.length === (whole ? 60 : each.epochs) && loss < lines[0][1] && Number.isFinite(kappa);
  const regimes = !whole || (loss < 0.05 && accuracy > 0.66 && lines[29][3] > 1.3 && lines[59][3] < 0.1);
  const median = whole ? `${lines[29][3]} at epoch 30, ${kappa} at the end` : kappa;
  report(falls && regimes, `${each.name}: training`, `loss ${lines[0][1]} -> ${loss}, test ${accuracy}, kappa ${median}`);
}

/** Data, first weights, the probe's innocence, and kappa against the Hessian, from inside the program. */
async function checkInside(python, each, file) {
  const { stdout, stderr, status } = run(python, '-c', insideProbe, file);
  if (status !== 0) return report(false, `${each.name}: inside`, stderr);
  const found = JSON.parse(stdout);
  const worst = Math.max(
    ...firstWeights(each).map(([size, spread, most], i) => {
      const [own, ownSpread, ownMost] = found.weights[i] ?? [];
      if (own !== size || (spread === 0) !== (ownSpread === 0)) return Number.NaN;
      return spread === 0 ? 0 : Math.max(Math.abs(ownSpread / spread - 1), Math.abs(ownMost / most - 1) / 4) * Math.sqrt(size);
    }),
  );
  report(worst < 4, `${each.name}: first weights`, `within ${worst.toFixed(1)} standard errors`);
  report(found.innocent, `${each.name}: measuring`, 'changes no weight and no running average');
  const off = Math.abs(found.kappa / found.expected - 1);
  report(off < 0.02, `${each.name}: kappa`, `${found.kappa.toExponential(3)}, eta g'Hg/|g|^2 = ${found.expected.toExponential(3)}`);
  await checkData(each, found);
}

async function checkData({ name, config }, found) {
  if (config.dataset === 'fashion') {
    const bytes = gunzipSync(readFileSync('public/data/fashion-mnist.pack'));
    const means = found.test.inputs.map((row) => row.reduce((sum, x) => sum + x, 0) / 784);
    const off = means.map((mean, i) => {
      const pixels = bytes.subarray((5000 + i) * 784, (5001 + i) * 784);
      const own = pixels.reduce((sum, x) => sum + (x / 255 - 0.286) / 0.353, 0) / 784;
      return Math.abs(own - mean) + Math.abs(bytes[6000 * 784 + 5000 + i] - found.test.labels[i]);
    });
    const clean = found.train.labels.filter((label, i) => label === bytes[6000 * 784 + i]).length;
    const wrong = found.train.labels.length - clean;
    const right = wrong === Math.round((config.trainSize * config.labelNoise) / 100);
    report(right && Math.max(...off) < 1e-5, `${name}: data`, `the page's images; ${wrong} wrong labels`);
    return;
  }
  const { train, test } = await project.loadDataset(config, { baseUrl: '', onProgress() {} });
  const width = train.inputs.length / train.labels.length;
  const own = accuracy(train, rowsOf(test, width), test.labels);
  const other = accuracy(train, found.test.inputs, found.test.labels);
  const sizes = found.train.labels.length === config.trainSize && found.test.labels.length === 1000;
  const text = `nearest neighbours among the page's examples: ${other} right, of the page's own ${own}`;
  report(sizes && Math.abs(own - other) < 0.06, `${name}: data`, text);
}

function rowsOf({ inputs, labels }, width) {
  return Array.from(labels, (_, i) => inputs.subarray(i * width, (i + 1) * width));
}

/** Share of examples whose nearest training example has their label. */
function accuracy({ inputs, labels }, examples, truth) {
  const width = examples[0].length;
  const right = examples.filter((x, k) => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < labels.length; i++) {
      let sum = 0;
      for (let j = 0; j < width && sum < least; j++) sum += (inputs[i * width + j] - x[j]) ** 2;
      if (sum < least) [best, least] = [i, sum];
    }
    return labels[best] === truth[k];
  });
  return right.length / examples.length;
}

/** Rates and updates of Keras or optax, step by step. */
function checkSnippets(name, python, snippet, probe) {
  if (!python) return console.log(`skipped ${name}: no Python has it; name one in PYTHON`);
  for (const each of shortCases) {
    if (each.changes.length > 0) continue;
    const file = write(`${name}-${each.name}.py`, snippet(each.config));
    checkPath(each, name, run(python, '-c', `${probeHead(ratesOf(each).length)}\n${probe}`, file));
  }
}

function checkPath(each, name, { stdout, stderr, status }) {
  if (status !== 0) return report(false, `${each.name}: ${name} updates`, stderr);
  const printed = rows(stdout);
  const off = pathOf(each).map((weights, i) => distance(printed[i] ?? [], weights));
  const worst = Math.max(...off);
  report(worst < 2e-5, `${each.name}: ${name} updates`, `${off.length} steps, off by ${worst.toExponential(1)} at most`);
}

/** Largest difference of two lists, relative to the numbers where they are above 1; NaN where one is missing. */
function distance(a, b) {
  if (a.length !== b.length) return Number.NaN;
  return Math.max(...a.map((x, i) => Math.abs(x - b[i]) / Math.max(1, Math.abs(b[i]))));
}

function rows(text) {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
}

function scriptOf({ config, changes }) {
  return project.pytorchScript(config, changes);
}

function write(name, text) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function probeHead(steps) {
  return `import runpy, sys
program = runpy.run_path(sys.argv[1])
steps = ${steps}
c, b, start = ${JSON.stringify(valley.curvature)}, ${JSON.stringify(valley.floor)}, ${valley.start}`;
}
