/** A small static server of `dist` under a prefix, for the browser tests: `node scripts/serve.mjs PORT PREFIX`. */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

export function serve(port, prefix = '/', root = 'dist') {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const inside = path.startsWith(prefix) ? normalize(path.slice(prefix.length) || 'index.html') : '..';
    const file = join(root, inside.endsWith(sep) ? join(inside, 'index.html') : inside);
    const found = !inside.startsWith('..') && statSync(file, { throwIfNoEntry: false })?.isFile();
    response.writeHead(found ? 200 : 404, {
      'content-type': found ? (types[extname(file)] ?? 'application/octet-stream') : 'text/plain',
    });
    if (found) createReadStream(file).pipe(response);
    else response.end('Not found');
  });
  return new Promise((resolve) => server.listen(port, 'localhost', () => resolve(server)));
}

if (process.argv[1]?.endsWith('serve.mjs')) await serve(Number(process.argv[2]), process.argv[3]);
