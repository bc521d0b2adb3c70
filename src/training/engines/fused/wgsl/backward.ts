/** The way back through one layer: the gradient of its weights, and of its inputs. */
import { components, forTasks, four, lines } from './code';
import type { CodeOptions } from './memory';

/** `backwardAll(network, weightsFrom, gradientTo, quads)`: from the gradients of the scores; ends with a barrier. */
export const backwardCode = (options: CodeOptions) => `
${weightGradient}
${inputGradient(options)}
fn backwardAll(network : u32, weightsFrom : u32, gradientTo : u32, quads : u32) {
  for (var l = table[network].layerCount; l > 0u; l--) {
    weightGradient(table[network].layers[l - 1u], gradientTo, quads);
    if (l > 1u) { inputGradient(table[network].layers[l - 1u], weightsFrom, quads); }
    storageBarrier();
  }
}`;

/** Sum over examples and positions of four input rows times four output gradients a task; then of the bias. */
const weightGradient = `
fn weightGradient(layer : Layer, to : u32, quads : u32) {
  let rowQuads = layer.channels / 4u;
  ${forTasks(
    'layer.taps * rowQuads * layer.outQuads',
    `let feature = task % layer.outQuads;
    let k = task / layer.outQuads;
    let tap = k / rowQuads;
    let channel = 4u * (k % rowQuads);
    ${lines(four.map((n) => `var g${n} = vec4f(0.0);`))}
    for (var position = 0u; position < layer.outPositions; position++) {
      let site = i32(position * layer.stride + tap) - i32(layer.padding);
      if (site < 0 || site >= i32(layer.positions)) { continue; }
      var input = scratchAt + (layer.fromRow + u32(site) * layer.channels + channel) * pitch;
      var output = scratchAt + (layer.slopeRow + 4u * (position * layer.outQuads + feature)) * pitch;
      for (var quad = 0u; quad < quads; quad++) {
        ${lines(four.map((n) => `let d${n} = scratch[output + ${n}u * pitch];`))}
        ${lines(
          four.map(
            (row) => `{
          let a = scratch[input + ${row}u * pitch];
          g${row} += vec4f(${four.map((n) => `dot(a, d${n})`)});
        }`,
          ),
        )}
        input += 1u;
        output += 1u;
      }
    }
    let gradient = to + layer.weightsAt + 4u * k * layer.outQuads + feature;
    ${lines(four.map((row) => `states[gradient + ${row}u * layer.outQuads] = g${row};`))}`,
  )}
  ${forTasks(
    'layer.outQuads',
    `var total = vec4f(0.0);
    for (var position = 0u; position < layer.outPositions; position++) {
      let output = scratchAt + (layer.slopeRow + 4u * (position * layer.outQuads + task)) * pitch;
      for (var quad = 0u; quad < quads; quad++) {
        total += vec4f(${four.map((n) => `dot(scratch[output + quad + ${n}u * pitch], vec4f(1.0))`)});
      }
    }
    states[to + layer.weightsAt + layer.taps * layer.channels * layer.outQuads + task] = total;`,
  )}
}`;

/** The slopes of the layer before are multiplied, where they lie, by the gradient of its outputs. */
const inputGradient = ({ broadcast }: CodeOptions) => `
fn inputGradient(layer : Layer, at : u32, quads : u32) {
  let rowQuads = layer.channels / 4u;
  ${forTasks(
    'quads * rowQuads * layer.positions',
    `let quad = task % quads;
    let channel = task / quads % rowQuads;
    let site = task / quads / rowQuads;
    ${lines(four.map((row) => `var s${row} = vec4f(0.0);`))}
    for (var position = 0u; position < layer.outPositions; position++) {
      let tap = i32(site + layer.padding) - i32(position * layer.stride);
      if (tap < 0 || tap >= i32(layer.taps)) { continue; }
      var weight = at + layer.weightsAt + (u32(tap) * layer.channels + 4u * channel) * layer.outQuads;
      var output = scratchAt + (layer.slopeRow + 4u * position * layer.outQuads) * pitch + quad;
      for (var n = 0u; n < layer.outQuads; n++) {
        ${broadcast ? 'let own = states[weight + (lane & 3u) * layer.outQuads];' : ''}
        ${lines(four.map((n) => `let d${n} = scratch[output + ${n}u * pitch];`))}
        ${lines(
          four.map(
            (row) => `{
          let w = ${broadcast ? `quadBroadcast(own, ${row}u)` : `states[weight + ${row}u * layer.outQuads]`};
          s${row} += ${four.map((n) => `d${n} * w.${components[n]}`).join(' + ')};
        }`,
          ),
        )}
        weight += 1u;
        output += 4u * pitch;
      }
    }
    let to = scratchAt + (layer.slopeBefore + site * layer.channels + 4u * channel) * pitch + quad;
    ${lines(four.map((row) => `scratch[to + ${row}u * pitch] *= s${row};`))}`,
  )}
}`;
