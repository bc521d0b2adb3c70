/** Reads the recording of a lesson beside the page: a million characters of JSON and the regimes in it take a while. */
import {
  type FoundWindows,
  type ParsedRecording,
  parseRecording,
  windowsIn,
} from '../../runs/lesson-recording';

export type RecordingAnswer =
  | { ok: true; recording: ParsedRecording; windows: FoundWindows }
  | { ok: false; message: string };

function read(text: string): RecordingAnswer {
  try {
    const result = parseRecording(JSON.parse(text));
    return result.ok ? { ...result, windows: windowsIn(result.recording) } : result;
  } catch (error) {
    return { ok: false, message: `It is not valid JSON: ${(error as Error).message}` };
  }
}

self.onmessage = ({ data }: MessageEvent<string>) => self.postMessage(read(data));
