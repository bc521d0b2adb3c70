/** The run that the page shows before anything is trained: that of the first lesson's recording. */

export const firstPictureFile = 'recorded/bounce.json';

/** The run file in a parsed recording; undefined where there is none. It still is to be checked. */
export function firstPictureOf(recording: unknown): unknown {
  return (recording as { runs?: { 'two-phase'?: unknown[] } } | undefined | null)?.runs?.['two-phase']?.[0];
}
