/** Small pieces that the kernels' code is put together from. */

/** Numbers 0 to 3: a tile of every product is four features by four examples. */
export const four = [0, 1, 2, 3] as const;
export const components = ['x', 'y', 'z', 'w'] as const;

export const lines = (parts: readonly string[]) => parts.join('\n');

/** `body` for each `task` below `count`, spread over the threads of the workgroup. */
export const forTasks = (count: string, body: string) => `
  for (var task = lane; task < ${count}; task += WG) {
    ${body}
  }`;
