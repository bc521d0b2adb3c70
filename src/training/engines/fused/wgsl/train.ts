/** The training kernel: many steps of many networks, a workgroup for each network. */
import type { Activation, LossName } from '../../../fields';
import { backwardCode } from './backward';
import { forTasks, four, lines } from './code';
import { forwardCode } from './forward';
import { gatherCode } from './gather';
import { lossCode } from './loss';
import { type CodeOptions, exampleTile, flag, memoryCode, regions, ringWidth } from './memory';

export function trainCode(activation: Activation, loss: LossName, options: CodeOptions): string {
  const tile = exampleTile(options);
  return lines([
    memoryCode(options),
    gatherCode('order'),
    forwardCode(activation, options),
    backwardCode(options),
    lossCode(loss),
    updateCode,
    `
@compute @workgroup_size(WG)
fn main(@builtin(local_invocation_index) index : u32, @builtin(workgroup_id) workgroup : vec3u) {
  let network = workgroup.x;
  enter(index, network);
  let weights = table[network].weights;
  ${lines(regions.map((name, i) => `let ${name}At = table[network].stateAt + ${i}u * weights;`))}
  let lossAt = scratchAt + table[network].lossRow * pitch;
  for (var step = range.firstStep; step < range.firstStep + range.steps; step++) {
    let own = plan[step * range.networks + network];
    if (own.count == 0u) { continue; }
    let quads = (own.count + ${tile - 1}u) / ${tile}u * ${tile / 4}u;
    let share = 1.0 / f32(own.count);
    gather(own, network, 0u, own.count, quads);
    // The batch's loss before the step; at w - eta g; after the step. Only the first is always measured.
    var losses = array<f32, 3>();
    var norms = vec4f(0.0);
    let lands = (own.flags & ${flag.landing}u) != 0u;
    var landingSlope = 0.0;
    for (var round = 0u; round < 3u; round++) {
      if (round == 0u || (own.flags & round) != 0u) {
        forwardAll(network, select(weightsAt, trialAt, round == 1u), quads);
        var total = vec4f(0.0);
        ${forTasks(
          'quads',
          `let label = labelsOf(own, 0u, own.count, task);
          let there = valid(task, own.count);
          let each = lossOf(task, label);
          if (round == 0u) {
            scratch[lossAt + task] = each;
            total += select(vec4f(0.0), each, there);
            scoreGradients(task, label, select(vec4f(0.0), vec4f(share), there));
          } else {
            // Differences example by example: the mean would hide small changes.
            total += select(vec4f(0.0), each - scratch[lossAt + task], there);
            if (round == 2u && lands) { scoreGradients(task, label, select(vec4f(0.0), vec4f(share), there)); }
          }`,
        )}
        losses[round] = dot(sumOfThreads(total), vec4f(share));
        storageBarrier();
      }
      if (round == 0u) {
        backwardAll(network, weightsAt, gradientAt, quads);
        if ((own.flags & ${flag.alongGradient}u) != 0u) {
          for (var i = lane; i < weights; i += WG) {
            states[trialAt + i] = states[weightsAt + i] - own.eta * states[gradientAt + i];
          }
          storageBarrier();
        }
      } else if (round == 1u) {
        norms = update(own, weights, weightsAt, velocityAt, gradientAt, lastAt, trialAt);
      } else if (lands) {
        // The update has left the step in place of the trial, and the gradient in \`last\`.
        backwardAll(network, weightsAt, gradientAt, quads);
        var along = vec4f(0.0);
        for (var i = lane; i < weights; i += WG) { along -= states[gradientAt + i] * states[trialAt + i]; }
        landingSlope = dot(sumOfThreads(along), vec4f(1.0));
        storageBarrier();
      }
    }
    if (lane == 0u) {
      let at = (step * range.networks + network) * ${ringWidth}u;
      ring[at] = losses[0];
      ${lines(four.map((i) => `ring[at + ${i + 1}u] = norms[${i}];`))}
      ring[at + 5u] = losses[2];
      ring[at + 6u] = losses[1];
      ring[at + 7u] = landingSlope;
    }
    storageBarrier();
  }
}`,
  ]);
}

/** d = g + decay w; v <- mu v + d; w <- w - eta (nesterov ? d + mu v : v). Returns g.g, s.s, g.s, g.last. */
const updateCode = `
fn update(
  own : StepPlan, weights : u32, weightsAt : u32, velocityAt : u32, gradientAt : u32, lastAt : u32, stepAt : u32
) -> vec4f {
  let kept = (own.flags & ${flag.landing}u) != 0u;
  var sums = vec4f(0.0);
  for (var i = lane; i < weights; i += WG) {
    let g = states[gradientAt + i];
    let w = states[weightsAt + i];
    let d = g + own.weightDecay * w;
    let v = own.mu * states[velocityAt + i] + d;
    let s = own.eta * select(v, d + own.mu * v, (own.flags & ${flag.nesterov}u) != 0u);
    sums += vec4f(dot(g, g), dot(s, s), -dot(g, s), dot(g, states[lastAt + i]));
    states[velocityAt + i] = v;
    states[weightsAt + i] = w - s;
    states[lastAt + i] = g;
    if (kept) { states[stepAt + i] = s; }
  }
  let total = sumOfThreads(sums);
  storageBarrier();
  return total;
}`;
