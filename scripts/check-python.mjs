/**
 * Runs the exported Python programs and compares them with this project: schedules step by step, updates with a
 * float64 oracle, losses, data, first weights, kappa, and that the losses fall. `npm run check:python`; takes minutes.
 * PYTHON may name interpreters to try first, separated like PATH. Without one with torch, Debian's is installed
 * (root only). Keras and optax are checked where an interpreter has them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ensureInstalled, stop } from './install.mjs';

ensureInstalled();
const { runnerImport } = await import('vite');
const project = Object.assign(
  {},
  ...(await Promise.all(
    ['testing/cases', 'testing/expected', 'testing/probes', 'pytorch', 'keras', 'optax'].map(async (name) => {
      const path = join(process.cwd(), `src/runs/export/${name}.ts`);
      return (await runnerImport(path, { configFile: false, logLevel: 'error' })).module;
    }),
  )),
);
const { cases, shortCases, ratesOf, pathOf } = project;
const folder = mkdtempSync(join(tmpdir(), 'two-regimes-python-'));
const fashion = '/usr/share/datasets/fashion-mnist';
const candidates = [...(process.env.PYTHON ?? '').split(delimiter), 'python3', '/usr/bin/python3', 'python'];
const environment = { KERAS_BACKEND: 'jax', JAX_PLATFORMS: 'cpu', ...process.env };
let failures = 0;

try {
  checkSyntax();
  const python = pythonWith('torch, numpy') ?? installTorch();
  if (python) await checkPyTorch(python);
  else report(false, 'PyTorch', 'no Python with torch and numpy; name one in PYTHON');
  const { kerasSnippet, kerasRates, kerasLoss, kerasPath } = project;
  const { optaxSnippet, optaxRates, optaxLoss, optaxPath } = project;
  checkSnippets('Keras', pythonWith('keras'), kerasSnippet, kerasRates, kerasLoss, kerasPath);
  checkSnippets('optax', pythonWith('optax'), optaxSnippet, optaxRates, optaxLoss, optaxPath);
} finally {
  rmSync(folder, { recursive: true });
}
console.log(failures === 0 ? '\nAll as it should be.' : `\n${failures} checks failed.`);
process.exit(failures === 0 ? 0 : 1);

function run(python, ...args) {
  return spawnSync(python, args, { encoding: 'utf8', maxBuffer: 1 << 28, env: environment });
}

/** The first interpreter that has these modules. */
function pythonWith(modules) {
  return candidates.find((python) => python !== '' && run(python, '-c', `import ${modules}`).status === 0);
}

function report(ok, what, detail) {
  if (!ok) failures++;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${what.padEnd(34)} ${detail}`);
}

/** Every program of this and of many random configurations is Python; needs no package. */
function checkSyntax() {
  const python = pythonWith('sys') ?? stop('These checks need Python 3.');
  const programs = [...project.randomPrograms(150), ...cases.map(scriptOf)];
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
    checkPath(each, 'PyTorch', run(python, '-c', project.pytorchPath, file, `${ratesOf(each).length}`), 1e-9);
  }
}

function checkSchedule(python, each, file) {
  const printed = rows(run(python, file, '--print-schedule').stdout);
  const numbered = printed.every(([step], i) => step === i + 1);
  checkRates(each, 'schedule', numbered ? printed.map((row) => row.slice(1)) : []);
}

/** Rows of a learning rate and, where it changes, a momentum: those of every step. */
function checkRates(each, what, printed) {
  const expected = ratesOf(each);
  const off = expected.map(({ learningRate, momentum }, i) =>
    distance(printed[i] ?? [], [learningRate, momentum].slice(0, printed[i]?.length)),
  );
  const ok = printed.length === expected.length && largest(off) <= 1e-6;
  report(
    ok,
    `${each.name}: ${what}`,
    `${printed.length} steps, off by ${largest(off).toExponential(1)} at most`,
  );
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
  report(
    falls && regimes,
    `${each.name}: training`,
    `loss ${lines[0][1]} -> ${loss}, test ${accuracy}, kappa ${median}`,
  );
}

/** Data, first weights, whether measuring leaves the run alone, and kappa, from inside the program. */
async function checkInside(python, each, file) {
  const { stdout, stderr, status } = run(python, '-c', project.pytorchInside, file, fashion);
  if (status !== 0) return report(false, `${each.name}: inside`, stderr);
  const { weights, innocent, kappa, expected, train, test } = JSON.parse(stdout);
  const own = project.firstWeights(each);
  // The root mean square of n draws varies by less than 1 / sqrt(n) of itself.
  const off = own.map(([count, size], i) => {
    if (weights[i]?.[0] !== count) return Number.NaN;
    return size === 0 ? weights[i][1] * 1e9 : Math.abs(weights[i][1] / size - 1) * Math.sqrt(count);
  });
  const same = weights.length === own.length && largest(off) < 4;
  report(
    same,
    `${each.name}: first weights`,
    `${own.length} parameters, off by ${largest(off).toFixed(1)} deviations at most`,
  );
  report(innocent, `${each.name}: measuring`, 'changes no weight and no running average');
  const values = [kappa, expected].map((x) => x.toExponential(4));
  report(
    Math.abs(kappa / expected - 1) < 0.02,
    `${each.name}: kappa`,
    `${values[0]}; by the Hessian ${values[1]}`,
  );
  if (each.config.dataset === 'fashion') return checkImages(each, train, test);
  const right = await project.nearestNeighbours(each, test.inputs, test.labels);
  report(
    Math.abs(right.own - right.program) < 0.06 && train.labels.length === each.config.trainSize,
    `${each.name}: data`,
    `${right.program} like their nearest example of the page, which has ${right.own}`,
  );
}

/** The very images of the page, and as many wrong labels. */
function checkImages({ name, config }, train, test) {
  const bytes = gunzipSync(readFileSync('public/data/fashion-mnist.pack'));
  const labels = bytes.subarray(6000 * 784);
  const off = test.inputs.map((image, i) =>
    test.labels[i] === labels[5000 + i]
      ? largest(image.map((x, k) => Math.abs(x - (bytes[(5000 + i) * 784 + k] / 255 - 0.286) / 0.353)))
      : Number.NaN,
  );
  const wrong = train.labels.filter((label, i) => label !== labels[i]).length;
  const right = train.labels.length === config.trainSize && largest(off) < 1e-5;
  const expected = Math.round((config.trainSize * config.labelNoise) / 100);
  report(right && wrong === expected, `${name}: data`, `the page's images, ${wrong} labels wrong`);
}

/** Rates of whole runs and updates of short ones, step by step; the loss of a few examples. */
function checkSnippets(name, python, snippet, ratesProbe, lossProbe, pathProbe) {
  if (!python) return console.log(`skipped ${name}: no Python has it; name one in PYTHON`);
  for (const each of cases) {
    const file = write(`${name}-${each.name}.py`, snippet(each.config, each.changes));
    const { stdout, stderr } = run(python, '-c', ratesProbe, file, `${ratesOf(each).length}`);
    if (stdout === '') report(false, `${each.name}: ${name}`, stderr);
    else checkRates(each, `${name} schedule`, rows(stdout));
    const [loss, expected] = [Number(run(python, '-c', lossProbe, file).stdout), project.scoredLoss(each)];
    report(
      Math.abs(loss / expected - 1) < 1e-5,
      `${each.name}: ${name} loss`,
      `${loss}; by definition ${expected}`,
    );
  }
  for (const each of shortCases) {
    const file = write(`${name}-short-${each.name}.py`, snippet(each.config, each.changes));
    checkPath(each, name, run(python, '-c', pathProbe, file, `${ratesOf(each).length}`), 2e-5);
  }
}

/** Printed weights after each step against those by the definition of the update. */
function checkPath(each, name, { stdout, stderr, status }, tolerance) {
  if (status !== 0) return report(false, `${each.name}: ${name} updates`, stderr);
  const printed = rows(stdout);
  const off = pathOf(each).map((weights, i) => distance(printed[i] ?? [], weights));
  const text = `${off.length} steps, off by ${largest(off).toExponential(1)} at most`;
  report(largest(off) <= tolerance, `${each.name}: ${name} updates`, text);
}

function largest(values) {
  return values.reduce((most, x) => (x > most || Number.isNaN(x) ? x : most), 0);
}

/** Largest difference of two lists, relative where they are above 1; NaN for lists of another length. */
function distance(a, b) {
  if (a.length !== b.length || a.length === 0) return Number.NaN;
  return largest(a.map((x, i) => Math.abs(x - b[i]) / Math.max(1, Math.abs(b[i]))));
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
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
