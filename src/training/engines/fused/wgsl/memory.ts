/**
 * Bindings and structs of the kernels, and the words in which the page fills them. Offsets and sizes are counted
 * in vec4 unless said otherwise.
 */
import { mostLayers } from '../shape';

export interface CodeOptions {
  /** Threads of a workgroup: one workgroup trains one network. */
  workgroup: number;
  /** Four neighbouring threads read different weights and pass them on; needs the feature `subgroups`. */
  broadcast: boolean;
}

/** Examples are padded to whole tiles; with broadcasts to those of four threads. */
export const exampleTile = ({ broadcast }: CodeOptions) => (broadcast ? 16 : 4);

/** Words of StepPlan. */
export const planWords = 8;
/** Bits of `StepPlan.flags`. */
export const flag = { alongGradient: 1, measure: 2, nesterov: 4, landing: 8 } as const;
/** Numbers that a step, or an evaluation, leaves in the ring. */
export const ringWidth = 8;
/** Regions of a network's state, each as long as its weights. */
export const regions = ['weights', 'velocity', 'gradient', 'last', 'trial'] as const;
/** Words of Network before its layers, and of a layer. */
export const networkHead = 12;
export const layerWords = 12;
export const networkWords = networkHead + mostLayers * layerWords;

export const memoryCode = ({ workgroup, broadcast }: CodeOptions) => `
${broadcast ? 'enable subgroups; diagnostic(off, subgroup_uniformity);' : ''}
// What a network does in one step. The examples are order[orderAt], order[orderAt + 1], ...; their inputs and
// labels lie from inputsAt (in numbers) and labelsAt on.
struct StepPlan {
  orderAt : u32, count : u32, inputsAt : u32, labelsAt : u32,
  eta : f32, mu : f32, weightDecay : f32, flags : u32,
}
struct Layer {
  positions : u32, channels : u32, taps : u32, stride : u32, padding : u32, outPositions : u32,
  outQuads : u32, weightsAt : u32, fromRow : u32, toRow : u32, slopeRow : u32, slopeBefore : u32,
}
struct Network {
  layerCount : u32, weights : u32, stateAt : u32, scratchAt : u32, quads : u32, inputs : u32,
  inputChannels : u32, classes : u32, scoreRow : u32, gradientRow : u32, lossRow : u32, unused : u32,
  layers : array<Layer, ${mostLayers}>,
}
// Steps firstStep to firstStep + steps - 1 of a plan for so many networks.
struct Range { firstStep : u32, steps : u32, networks : u32 }
@group(0) @binding(0) var<storage, read> inputs : array<f32>;
@group(0) @binding(1) var<storage, read> labels : array<u32>;
@group(0) @binding(2) var<storage, read> order : array<u32>;
@group(0) @binding(3) var<storage, read> plan : array<StepPlan>;
@group(0) @binding(4) var<storage, read> table : array<Network>;
@group(0) @binding(5) var<storage, read_write> states : array<vec4f>;
@group(0) @binding(6) var<storage, read_write> scratch : array<vec4f>;
@group(0) @binding(7) var<storage, read_write> ring : array<f32>;
@group(0) @binding(8) var<uniform> range : Range;
const WG = ${workgroup}u;
var<private> lane : u32;
// First vec4 of this network's scratch memory, and vec4s from one scratch row to the next.
var<private> scratchAt : u32;
var<private> pitch : u32;
var<private> classes : u32;
var<private> scoreRow : u32;
var<private> gradientRow : u32;
var<workgroup> sums : array<vec4f, WG>;

// What the other functions work on from now on.
fn enter(index : u32, network : u32) {
  lane = index;
  scratchAt = table[network].scratchAt;
  pitch = table[network].quads;
  classes = table[network].classes;
  scoreRow = table[network].scoreRow;
  gradientRow = table[network].gradientRow;
}

// Sum over the threads of the workgroup, in a fixed order; the first thread gets it.
fn sumOfThreads(own : vec4f) -> vec4f {
  sums[lane] = own;
  workgroupBarrier();
  var total = vec4f(0.0);
  if (lane == 0u) { for (var i = 0u; i < WG; i++) { total += sums[i]; } }
  workgroupBarrier();
  return total;
}
// Which of the four examples of a quad are among \`count\`.
fn valid(quad : u32, count : u32) -> vec4<bool> {
  return vec4u(4u * quad) + vec4u(0u, 1u, 2u, 3u) < vec4u(count);
}
`;
