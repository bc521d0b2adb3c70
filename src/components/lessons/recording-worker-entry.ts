/** Entry of the worker: see `recording-worker.ts`. An entry only imports; WebKit runs one again when a chunk imports from it. */
import './recording-worker';
import '../../arrival/say-started';
