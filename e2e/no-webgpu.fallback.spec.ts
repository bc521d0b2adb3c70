import { expect, test } from './page';

test('without WebGPU the page trains on wasm and says why', async ({ lab }) => {
  await lab.trainToEnd('?epochs=2&switchEpoch=1&trainSize=200');
  await expect(lab.status).toContainText('WebAssembly (no WebGPU adapter)');
});

test('asking for WebGPU where there is none is an error in words', async ({ lab, page }) => {
  await lab.open('?backend=webgpu');
  await lab.button('Train').click();
  await expect(page.getByText('This browser offers no WebGPU adapter.')).toBeVisible();
  await expect(lab.button('Train')).toBeEnabled();
});

test('so is asking for the fused kernels', async ({ lab, page }) => {
  await lab.open('?engine=fused');
  await lab.button('Train').click();
  await expect(page.getByText('This browser offers no WebGPU adapter.')).toBeVisible();
  await lab.open('?engine=fused&backend=wasm');
  await lab.button('Train').click();
  await expect(page.getByText(/The fused kernels need WebGPU/)).toBeVisible();
});
