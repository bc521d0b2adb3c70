/** Eigenvalues as a run measures them, warm starts and all, against the dense Hessian of a small network. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../../config';
import { loadDataset } from '../../data/load';
import { Curvature } from '../../probes/curvature';
import { startForTest } from './testing/start';

const config: RunConfig = {
  ...defaultConfig,
  trainSize: 400,
  batchSize: 20,
  hiddenLayers: 1,
  width: 6,
};

test.each([3, 4, 5])('one to three eigenvalues along a run at a large rate, seed %s', async (seed) => {
  const engine = await startForTest('wasm');
  const own = { ...config, seed };
  await engine.load(own, await loadDataset(own, { baseUrl: 'http://x/', onProgress: () => {} }));
  const { surface, parameters } = engine;
  const dense = async () => {
    const matrix = new Matrix(parameters, parameters);
    for (let i = 0; i < parameters; i++) {
      const unit = new Float32Array(parameters);
      unit[i] = 1;
      matrix.setColumn(i, Array.from(await surface.hessianProduct(unit)));
    }
    const symmetric = Matrix.add(matrix, matrix.transpose()).mul(0.5);
    const { realEigenvalues } = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
    return realEigenvalues.sort((a, b) => b - a).slice(0, 3);
  };
  const probes = [1, 2, 3].map(() => new Curvature(seed));
  const perLook = 40;
  for (let look = 1; look <= 12; look++) {
    const rates = Array.from({ length: perLook }, () => ({ learningRate: 0.4, momentum: 0 }));
    await engine.advance({ firstStep: (look - 1) * perLook + 1, rates });
    const exact = await dense();
    for (const [k, probe] of probes.entries()) {
      const row = await probe.measure(surface, k + 1, look * perLook, 0.4);
      const found = [row.sharpness, row.second, row.third];
      for (let i = 0; i <= k; i++) {
        if (!(Math.abs(found[i] - exact[i]) <= 0.005 * exact[0])) {
          throw new Error(`look ${look}, ${k + 1} asked for: ${found} is not ${exact}`);
        }
      }
      expect(found.slice(k + 1).every(Number.isNaN)).toBe(true);
    }
  }
  engine.dispose();
});
