/** The worker of the training bench. */
import { type Contest, compete } from './race';

self.onmessage = ({ data }: MessageEvent<Contest & { baseUrl: string }>) =>
  compete(data).then(
    (result) => self.postMessage(result),
    (error) => self.postMessage({ error: String(error?.stack ?? error) }),
  );
