/** Imported by a worker's entry after its program: tells the page that the program is there. */
import { started } from './start-worker';

self.postMessage(started);
