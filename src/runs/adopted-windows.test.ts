import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseRecording, recordedOf, windowsIn } from './lesson-recording';
import type { RunData } from './run-data';

async function recording() {
  const result = parseRecording(JSON.parse(await readFile('public/recorded/bounce.json', 'utf8')));
  if (!result.ok) throw new Error(result.message);
  return result.recording;
}

const judged = ({ regime }: RunData) => ({
  segments: [...regime.segments],
  windows: [...regime.windows],
  noise: [...regime.noise.get('noiseScale')],
  kappas: [...regime.kappas.get('kappa')],
});

test('a run with the windows found before is judged at once, and as one that finds them itself', async () => {
  const parsed = await recording();
  const [plain] = recordedOf(parsed).runs.get('two-phase') ?? [];
  plain.data.settle();
  const [adopted] = recordedOf(parsed, windowsIn(parsed)).runs.get('two-phase') ?? [];
  expect(judged(plain.data).windows.length).toBeGreaterThan(400);
  expect(judged(adopted.data)).toEqual(judged(plain.data));
  expect(adopted.data.regime.update(adopted.data)).toBe(false);
});

test.each([1, 40, 3000, 3750, 3800])(
  'the past of a run up to step %s is judged as if there were no more',
  async (step) => {
    const parsed = await recording();
    const [{ data }] = recordedOf(parsed, windowsIn(parsed)).runs.get('two-phase') ?? [];
    const past = data.upTo(step);
    const [{ data: other }] = recordedOf(parsed).runs.get('two-phase') ?? [];
    const alone = other.upTo(step);
    alone.settle();
    expect(judged(past)).toEqual(judged(alone));
  },
);
