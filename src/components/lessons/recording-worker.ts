/** Reads the recording of a lesson beside the page: a million characters of JSON and checks of them take a while. */
import { type ParsedRecording, parseRecording } from '../../runs/lesson-recording';

export type RecordingAnswer = { ok: true; recording: ParsedRecording } | { ok: false; message: string };

function read(text: string): RecordingAnswer {
  try {
    return parseRecording(JSON.parse(text));
  } catch (error) {
    return { ok: false, message: `It is not valid JSON: ${(error as Error).message}` };
  }
}

self.onmessage = ({ data }: MessageEvent<string>) => self.postMessage(read(data));
