/** The examples of a batch, brought from the data set into scratch memory. */
import { forTasks } from './code';

/** 'order': examples lie as the plan's order says; 'sequence': one after the other. */
export type Indexing = 'order' | 'sequence';

/**
 * `gather(own, network, start, count, quads)`: inputs of `count` examples from the plan's number `start` on, padded
 * with zeros to `quads`; ends with a barrier. `labelsOf(own, start, count, quad)`: their labels, four at a time.
 */
export function gatherCode(indexing: Indexing): string {
  const index =
    indexing === 'order' ? 'order[own.orderAt + start + example]' : 'own.orderAt + start + example';
  return `
fn gather(own : StepPlan, network : u32, start : u32, count : u32, quads : u32) {
  let features = table[network].inputs;
  let real = table[network].inputChannels;
  let padded = table[network].layers[0].channels;
  ${forTasks(
    'quads * (features / real * padded)',
    `let quad = task % quads;
    let row = task / quads;
    let channel = row % padded;
    var x = vec4f(0.0);
    if (channel < real) {
      let feature = row / padded * real + channel;
      for (var i = 0u; i < 4u; i++) {
        let example = 4u * quad + i;
        if (example < count) { x[i] = inputs[own.inputsAt + (${index}) * features + feature]; }
      }
    }
    scratch[scratchAt + row * pitch + quad] = x;`,
  )}
  storageBarrier();
}
fn labelsOf(own : StepPlan, start : u32, count : u32, quad : u32) -> vec4u {
  var label = vec4u(0u);
  for (var i = 0u; i < 4u; i++) {
    let example = 4u * quad + i;
    if (example < count) { label[i] = labels[own.labelsAt + ${index}]; }
  }
  return label;
}`;
}
