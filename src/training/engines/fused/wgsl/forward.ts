/** The way forward through one layer: scores, and the slopes of the activation, a tile of them per task. */
import type { Activation } from '../../../fields';
import { activationCode } from './activations';
import { components, forTasks, four, lines } from './code';
import type { CodeOptions } from './memory';

/**
 * `forward(layer, at, quads, last)`: from the rows of the layer's inputs to those of its outputs, with the weights
 * that start at `at`; the last layer has no activation. `forwardAll` takes all layers and ends with a barrier.
 */
export function forwardCode(activation: Activation, { broadcast }: CodeOptions): string {
  const rule = activationCode[activation];
  const product = (weight: string) => `{
        let a = scratch[source];
        let w = ${weight};
        ${lines(four.map((n) => `s${n} += a * w.${components[n]};`))}
        source += pitch;
      }`;
  // Rows of weights come in fours, so the four threads stay together.
  const loop = broadcast
    ? `weight += (lane & 3u) * layer.outQuads;
    for (var k = first; k < end; k += 4u) {
      let own = states[weight];
      ${lines(four.map((thread) => product(`quadBroadcast(own, ${thread}u)`)))}
      weight += 4u * layer.outQuads;
    }`
    : `for (var k = first; k < end; k++) {
      ${product('states[weight]')}
      weight += layer.outQuads;
    }`;
  return `
${rule.declare}
fn forward(layer : Layer, at : u32, quads : u32, last : bool) {
  let rows = layer.taps * layer.channels;
  ${forTasks(
    'quads * layer.outQuads * layer.outPositions',
    `let quad = task % quads;
    let feature = task / quads % layer.outQuads;
    let position = task / quads / layer.outQuads;
    // The window may reach beyond the ends: what lies there counts as zeros.
    let window = (i32(position * layer.stride) - i32(layer.padding)) * i32(layer.channels);
    let first = u32(max(0, -window));
    let end = u32(min(i32(rows), i32(layer.positions * layer.channels) - window));
    var source = scratchAt + u32(i32(layer.fromRow) + window + i32(first)) * pitch + quad;
    var weight = at + layer.weightsAt + feature + first * layer.outQuads;
    let bias = states[at + layer.weightsAt + feature + rows * layer.outQuads];
    ${lines(four.map((n) => `var s${n} = vec4f(bias.${components[n]});`))}
    ${loop}
    let row = 4u * (position * layer.outQuads + feature);
    let to = scratchAt + (layer.toRow + row) * pitch + quad;
    let slopes = scratchAt + (layer.slopeRow + row) * pitch + quad;
    if (last) {
      ${lines(four.map((n) => `scratch[to + ${n}u * pitch] = s${n};`))}
    } else {
      ${lines(
        four.map(
          (n) => `{
        let z = s${n};
        let value = ${rule.value};
        scratch[to + ${n}u * pitch] = value;
        scratch[slopes + ${n}u * pitch] = ${rule.slope};
      }`,
        ),
      )}
    }`,
  )}
}
fn forwardAll(network : u32, at : u32, quads : u32) {
  let count = table[network].layerCount;
  for (var l = 0u; l < count; l++) {
    forward(table[network].layers[l], at, quads, l + 1u == count);
    storageBarrier();
  }
}`;
}
