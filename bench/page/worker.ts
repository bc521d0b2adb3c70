/** The worker of the training bench. */
import { measureTraining } from '../training/measure';

self.onmessage = ({ data: wasmFolder }: MessageEvent<string>) =>
  measureTraining(wasmFolder).then(
    (result) => self.postMessage({ result }),
    (error) => self.postMessage({ error: String(error?.stack ?? error) }),
  );
