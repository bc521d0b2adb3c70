/** Our engines as a run has them: `advance` in pieces, all losses and norms of the steps handed out. */
import { defaultConfig } from '../../src/training/config';
import type { Engine } from '../../src/training/engines/engine';
import { type Contestant, type Task, work } from './contestant';

/** Its order of the rows is that of a run, drawn anew for each epoch; all else is the others' work. */
export async function ownEngine(engine: Engine, { dataset }: Task): Promise<Contestant> {
  const { batchSize, learningRate } = work;
  await engine.load({ ...defaultConfig, batchSize }, dataset);
  let step = 0;
  return {
    networks: 1,
    async train(steps) {
      // A fifth at a time, so that its readbacks count.
      const part = Math.ceil(steps / 5);
      for (let left = steps; left > 0; left -= part) {
        const rates = Array.from({ length: Math.min(part, left) }, () => ({ learningRate, momentum: 0 }));
        await engine.advance({ firstStep: step + 1, rates });
        step += rates.length;
      }
    },
    loss: async () => (await engine.evaluate('train')).loss,
    dispose: () => engine.dispose(),
  };
}
