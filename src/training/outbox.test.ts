import { beforeEach, expect, test } from 'vitest';
import { emptyTable, stepColumns } from './columns';
import { MetricsOutbox } from './outbox';
import type { StepColumns, TrainingEvent } from './protocol';

type Metrics = Extract<TrainingEvent, { kind: 'metrics' }>;

let sent: Metrics[];
let outbox: MetricsOutbox;
beforeEach(() => {
  sent = [];
  outbox = new MetricsOutbox(3, (event) => sent.push(event as Metrics));
});

/** Rows of these steps; what else they hold does not matter. */
function steps(...numbers: number[]): StepColumns {
  const table = emptyTable(stepColumns, numbers.length);
  table.step.set(numbers);
  return table;
}
const stepsOf = ({ steps: { step } }: Metrics) => [...step];
const evaluation = (step: number) => ({ step, trainLoss: 1, trainAccuracy: 0, testLoss: 1, testAccuracy: 0 });

test('one event is on its way at a time: what comes meanwhile goes out together when it is acknowledged', () => {
  outbox.addSteps(steps(1, 2));
  outbox.flush();
  outbox.addSteps(steps(3));
  outbox.flush();
  outbox.addSteps(steps(4, 5));
  outbox.addEvaluation(evaluation(5));
  outbox.flush();
  expect(sent.map(stepsOf)).toEqual([[1, 2]]);
  outbox.acknowledge(1);
  expect(sent.map(stepsOf)).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
  expect([...sent[1].evaluations.step]).toEqual([5]);
  expect(sent.map(({ run, sequence }) => [run, sequence])).toEqual([
    [3, 1],
    [3, 2],
  ]);
});

test('each row is sent once', () => {
  outbox.addSteps(steps(1));
  outbox.addEvaluation(evaluation(1));
  outbox.flush();
  outbox.acknowledge(1);
  outbox.addSteps(steps(2));
  outbox.flush();
  outbox.acknowledge(2);
  expect(sent.map(stepsOf)).toEqual([[1], [2]]);
  expect(sent.map(({ evaluations }) => evaluations.step.length)).toEqual([1, 0]);
});

test('an acknowledgement of an earlier event, or of none, lets nothing go', () => {
  outbox.addSteps(steps(1));
  outbox.flush();
  outbox.acknowledge(1);
  outbox.addSteps(steps(2));
  outbox.flush();
  outbox.addSteps(steps(3));
  outbox.acknowledge(1);
  outbox.acknowledge(7);
  expect(sent.map(stepsOf)).toEqual([[1], [2]]);
  outbox.acknowledge(2);
  expect(sent.map(stepsOf)).toEqual([[1], [2], [3]]);
});

test('rows that are held wait for the next flush, also where an acknowledgement comes before', () => {
  outbox.addSteps(steps(1));
  outbox.flush();
  outbox.hold();
  outbox.addSteps(steps(2));
  outbox.acknowledge(1);
  expect(sent.map(stepsOf)).toEqual([[1]]);
  outbox.addEvaluation(evaluation(2));
  outbox.flush();
  expect(sent.map(stepsOf)).toEqual([[1], [2]]);
  expect([...sent[1].evaluations.step]).toEqual([2]);
});

test('a run that comes to rest sends everything, acknowledged or not', () => {
  outbox.addSteps(steps(1));
  outbox.flush();
  outbox.addSteps(steps(2));
  outbox.flush(true);
  expect(sent.map(stepsOf)).toEqual([[1], [2]]);
});

test('what follows rows comes after them, once, and only the latest under one name', () => {
  const told: string[] = [];
  const count = () => `after ${sent.length}`;
  outbox.afterRows('state', () => told.push(`none: ${count()}`));
  outbox.addSteps(steps(1));
  outbox.afterRows('state', () => told.push('overtaken'));
  outbox.afterRows('state', () => told.push(`state: ${count()}`));
  outbox.afterRows('checkpoint', () => told.push(`checkpoint: ${count()}`));
  expect(told).toEqual(['none: after 0']);
  outbox.flush();
  outbox.acknowledge(1);
  outbox.addSteps(steps(2));
  outbox.flush();
  expect(told).toEqual(['none: after 0', 'state: after 1', 'checkpoint: after 1']);
});
