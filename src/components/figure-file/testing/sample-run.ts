/** A small made-up run whose numbers need no transcendental function: the same files on every machine. For tests only. */
import { RunData } from '../../../runs/run-data';
import { emptyTable, evaluationColumns, stepColumns } from '../../../training/columns';
import { defaultConfig } from '../../../training/config';

const stepsPerEpoch = 10;

/** 60 epochs of 10 steps with the planned drop after epoch 30. */
export function sampleRun(seed: number): RunData {
  const data = new RunData({ ...defaultConfig, seed }, stepsPerEpoch);
  const epochs = defaultConfig.epochs;
  const steps = emptyTable(stepColumns, epochs * stepsPerEpoch);
  const evaluations = emptyTable(evaluationColumns, epochs);
  const mean = (step: number) =>
    step < 300 ? 0.4 + (1.9 * (20 + seed)) / (20 + seed + step) : 120 / (step + seed);
  for (let i = 0; i < steps.step.length; i++) {
    const step = i + 1;
    steps.step[i] = step;
    steps.learningRate[i] = step <= 300 ? 0.4 : 0.003;
    steps.momentum[i] = step <= 300 ? 0 : 0.9;
    steps.batchLoss[i] = mean(step) * (0.8 + ((step * (37 + seed)) % 11) / 25);
    steps.gradientNorm[i] = 1;
    steps.stepNorm[i] = steps.learningRate[i];
  }
  for (let i = 0; i < epochs; i++) {
    const loss = mean((i + 1) * stepsPerEpoch);
    evaluations.step[i] = (i + 1) * stepsPerEpoch;
    evaluations.trainLoss[i] = loss;
    evaluations.testLoss[i] = loss * 1.1 + 0.05;
    evaluations.trainAccuracy[i] = 1 - loss / 2.5;
    evaluations.testAccuracy[i] = 1 - loss / 2.4 - seed / 200;
  }
  data.append({ steps, evaluations });
  data.settle();
  return data;
}
