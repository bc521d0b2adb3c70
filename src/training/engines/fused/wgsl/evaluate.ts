/** The evaluation kernel: summed loss and right answers of a range of examples, one range per workgroup. */
import type { Activation, LossName } from '../../../fields';
import { forTasks, lines } from './code';
import { forwardCode } from './forward';
import { gatherCode } from './gather';
import { lossCode } from './loss';
import { type CodeOptions, exampleTile, memoryCode, ringWidth } from './memory';

export function evaluateCode(activation: Activation, loss: LossName, options: CodeOptions): string {
  const tile = exampleTile(options);
  return lines([
    memoryCode(options),
    gatherCode('sequence'),
    forwardCode(activation, options),
    lossCode(loss),
    `
@compute @workgroup_size(WG)
fn main(@builtin(local_invocation_index) index : u32, @builtin(workgroup_id) workgroup : vec3u) {
  // Each workgroup has its own entry in the table and in the plan.
  let network = workgroup.x;
  enter(index, network);
  let room = table[network].quads;
  let own = plan[network];
  var total = vec4f(0.0);
  for (var start = 0u; start < own.count; start += 4u * room) {
    let count = min(4u * room, own.count - start);
    let quads = (count + ${tile - 1}u) / ${tile}u * ${tile / 4}u;
    gather(own, network, start, count, quads);
    forwardAll(network, table[network].stateAt, quads);
    ${forTasks(
      'quads',
      `let label = labelsOf(own, start, count, task);
      let there = valid(task, count);
      total.x += dot(select(vec4f(0.0), lossOf(task, label), there), vec4f(1.0));
      total.y += dot(select(vec4f(0.0), rightOf(task, label), there), vec4f(1.0));`,
    )}
    storageBarrier();
  }
  let sum = sumOfThreads(total);
  if (lane == 0u) {
    ring[network * ${ringWidth}u] = sum.x;
    ring[network * ${ringWidth}u + 1u] = sum.y;
  }
}`,
  ]);
}
