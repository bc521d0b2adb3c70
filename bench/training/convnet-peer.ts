/** ConvNetJS: plain JavaScript in double precision, one example at a time, an update after each 32. */
import { Net, SGDTrainer, Vol } from 'convnetjs';
import { type Contestant, type Task, work } from './contestant';

export function convNet(task: Task): Contestant {
  const { sizes, batchSize, learningRate } = work;
  const net = new Net();
  net.makeLayers([
    { type: 'input', out_sx: 1, out_sy: 1, out_depth: sizes[0] },
    ...sizes.slice(1, -1).map((num_neurons) => ({ type: 'fc', num_neurons, activation: 'relu' })),
    { type: 'softmax', num_classes: sizes[sizes.length - 1] },
  ]);
  const dense = net.layers.filter(({ layer_type }) => layer_type === 'fc');
  task.start.forEach(({ inputs, outputs, weights, biases }, i) => {
    const { filters = [], biases: own } = dense[i];
    filters.forEach((filter, unit) => {
      for (let n = 0; n < inputs; n++) filter.w[n] = weights[n * outputs + unit];
    });
    own?.w.set(biases);
  });
  const trainer = new SGDTrainer(net, { learning_rate: learningRate, momentum: 0, batch_size: batchSize });
  const batches = task.batches.map(({ inputs, labels }) =>
    Array.from(labels, (label, row) => ({
      label,
      input: new Vol([...inputs.subarray(row * sizes[0], (row + 1) * sizes[0])]),
    })),
  );
  let step = 0;
  return {
    networks: 1,
    async train(steps) {
      for (let i = 0; i < steps; i++, step++) {
        for (const { input, label } of batches[step % batches.length]) trainer.train(input, label);
      }
    },
    async loss() {
      const [first] = batches;
      const losses = first.map(({ input, label }) => -Math.log(net.forward(input).w[label]));
      return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    },
    dispose() {},
  };
}
