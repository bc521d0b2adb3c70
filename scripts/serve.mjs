/**
 * A small static server of a folder under a prefix, as a plain static host would do it; for the browser tests.
 * `node scripts/serve.mjs PORT [PREFIX]` serves `dist`.
 */
import { createReadStream, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
};

/** The file below `root` that the address names, or undefined; never one outside of it. */
function fileOf(address, prefix, root) {
  let path;
  try {
    path = decodeURIComponent(address.split(/[?#]/, 1)[0]);
  } catch {
    return undefined;
  }
  if (!path.startsWith(prefix) || path.includes('\0')) return undefined;
  const inside = path.slice(prefix.length);
  const file = join(root, normalize(inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside));
  return file.startsWith(root + sep) && statSync(file, { throwIfNoEntry: false })?.isFile()
    ? file
    : undefined;
}

/** Announces the whole file, sends half of it and breaks the connection. */
function breakOff(response, file) {
  const bytes = readFileSync(file);
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

/**
 * Serves `folder` at `prefix` (with slashes at both ends); resolves with the server once it listens. The
 * connection breaks half way through each file whose path `breaks` says yes to.
 */
export function serve(port, prefix = '/', folder = 'dist', breaks = () => false) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    const file = fileOf(request.url, prefix, root);
    const type = file ? (types[extname(file)] ?? 'application/octet-stream') : 'text/plain';
    const size = file && { 'content-length': statSync(file).size };
    response.writeHead(file ? 200 : 404, { 'content-type': type, 'cache-control': 'no-cache', ...size });
    if (!file) response.end('Not found');
    else if (request.method === 'HEAD') response.end();
    else if (breaks(file)) breakOff(response, file);
    else createReadStream(file).pipe(response);
  });
  return new Promise((done, failed) => {
    server.once('error', failed).listen(port, 'localhost', () => done(server));
  });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await serve(Number(process.argv[2]), process.argv[3]);
}
