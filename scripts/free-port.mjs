/** A port that nobody listens on: several checkouts can be tested beside each other, and browsers block none above 32767. */
import { createServer } from 'node:net';

/** Asks the system for a free port of `localhost`. */
export function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed).listen(0, 'localhost', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
