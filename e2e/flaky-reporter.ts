/** Says at the end which tests were flaky; with STRICT=1 they fail the run. */
import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';
import { flakyFails, type Outcomes, summaryOf } from '../scripts/flaky';

export default class FlakyReporter implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onEnd(): Promise<{ status?: FullResult['status'] } | undefined> {
    const tests = this.suite?.allTests() ?? [];
    const of = (outcome: string) => tests.filter((test) => test.outcome() === outcome);
    const outcomes: Outcomes = {
      passed: of('expected').length,
      failed: of('unexpected').length,
      skipped: of('skipped').length,
      flaky: of('flaky').map((test) => test.titlePath().filter(Boolean).join(' › ')),
    };
    console.log(`\n${summaryOf(outcomes)}`);
    return Promise.resolve(flakyFails(outcomes, process.env.STRICT) ? { status: 'failed' } : undefined);
  }

  printsToStdio(): boolean {
    return false;
  }
}
