/**
 * Finds every worker that the built site starts, and fails when a script imports the file that one of them begins
 * with. WebKit runs such a file a second time: the copy takes the messages and knows nothing of what came before.
 */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'vite';
import { stop } from './install.mjs';

/** The thread pool of Emscripten, inside tfjs, starts from a blob of its own text. */
const fromBlob = /\bunusedWorkers\b/;

/** Text of a literal without gaps, else undefined. */
const textOf = (node) =>
  node.type === 'Literal' && typeof node.value === 'string'
    ? node.value
    : node.type === 'TemplateLiteral' && node.quasis.length === 1
      ? node.quasis[0].value.cooked
      : undefined;

/** The first name of a script within an expression. */
function scriptIn(node) {
  if (!node || typeof node !== 'object') return undefined;
  if (Array.isArray(node)) return node.map(scriptIn).find(Boolean);
  const text = node.type && textOf(node);
  if (text !== undefined) return /\.m?js$/.test(text) ? text : undefined;
  return Object.values(node).map(scriptIn).find(Boolean);
}

/** What a script imports (static, re-exported, dynamic) and which workers it starts; addresses as they are written. */
function readScript(name, code) {
  const { program, errors } = parseSync(name, code);
  if (errors.length > 0) throw new Error(`${name} cannot be parsed: ${errors[0].message}`);
  const imports = [];
  const starts = [];
  const imported = ({ source }) => source && imports.push(textOf(source));
  new Visitor({
    ImportDeclaration: imported,
    ExportNamedDeclaration: imported,
    ExportAllDeclaration: imported,
    ImportExpression: imported,
    NewExpression({ callee, arguments: args }) {
      const called = callee.type === 'MemberExpression' ? callee.property.name : callee.name;
      if (called === 'Worker' || called === 'SharedWorker') starts.push(scriptIn(args[0]));
    },
  }).visit(program);
  return { imports: imports.filter(Boolean), starts };
}

/** Entries of the workers of the built site in `folder`, as paths below it, and what is wrong with them in words. */
export function checkWorkers(folder) {
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.m?js$/.test(path));
  const read = scripts.map((path) => {
    const code = readFileSync(join(folder, path), 'utf8');
    const { imports, starts } = readScript(path, code);
    const absolute = (address) => posix.join(posix.dirname(path), address);
    return {
      path,
      imports: imports.filter((address) => address.startsWith('.')).map(absolute),
      starts: (fromBlob.test(code) ? starts.filter(Boolean) : starts).map(
        (address) => address && absolute(address),
      ),
    };
  });
  const faults = read
    .filter(({ starts }) => starts.includes(undefined))
    .map(({ path }) => `${path} starts a worker, and which file is not written there.`);
  const entries = [...new Set(read.flatMap(({ starts }) => starts))].filter(Boolean).sort();
  if (entries.length === 0) faults.push('No script starts a worker.');
  for (const entry of entries) {
    if (!scripts.includes(entry)) faults.push(`${entry} is started as a worker and was not built.`);
    for (const { path, imports } of read)
      if (imports.includes(entry)) faults.push(`${path} imports ${entry}, the entry of a worker.`);
  }
  return { entries, faults };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (!existsSync('dist/index.html')) stop('There is no built site to look into: npm run build');
  const { entries, faults } = checkWorkers('dist');
  for (const entry of entries) console.log(entry);
  if (faults.length > 0) stop(faults.join('\n'));
  console.log(`${entries.length} workers; no script imports the entry of one.`);
}
