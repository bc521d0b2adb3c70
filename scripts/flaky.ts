/** What a run of browser tests came to, in words: a test that passed only when tried again is a fault too. */
export interface Outcomes {
  passed: number;
  failed: number;
  /** Skipped, or left out after a failure that ended the run. */
  skipped: number;
  /** Titles of tests that failed once and then passed. */
  flaky: readonly string[];
}

/** Lines to print at the end. */
export function summaryOf({ passed, failed, skipped, flaky }: Outcomes): string {
  const counts = [
    `${passed} passed`,
    `${failed} failed`,
    ...(skipped > 0 ? [`${skipped} not run`] : []),
    flaky.length > 0 ? `${flaky.length} flaky (a fault each)` : '0 flaky',
  ];
  const list = flaky.map((title) => `  ${title}`);
  return [
    ...(flaky.length > 0 ? ['Flaky: failed at first, passed when tried again', ...list] : []),
    counts.join(', '),
  ].join('\n');
}

/** Whether the whole run counts as failed although no test failed for good. */
export const flakyFails = ({ flaky }: Outcomes, strict: string | undefined): boolean =>
  strict === '1' && flaky.length > 0;
