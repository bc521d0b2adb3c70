/** WGSL of the update and of the step's numbers. Sums run in a fixed order: equal runs give equal bits. */

/** Threads per parameter; each walks the array in strides of this and keeps one partial sum. */
export const threads = 256;

/** Numbers per step in the ring: those of `measuredColumns`. */
export const ringWidth = 8;

const perStep = 'struct PerStep { eta : f32, mu : f32, row : u32 }';
const parameter = 'struct Parameter { size : u32, partial : u32, nesterov : u32, weightDecay : f32 }';

export const updateCode = `
${perStep}
${parameter}
@group(0) @binding(0) var<storage, read_write> weight : array<f32>;
@group(0) @binding(1) var<storage, read_write> velocity : array<f32>;
@group(0) @binding(2) var<storage, read> gradient : array<f32>;
@group(0) @binding(3) var<storage, read_write> last : array<f32>;
@group(0) @binding(4) var<storage, read_write> partials : array<vec4f>;
@group(0) @binding(5) var<uniform> parameter : Parameter;
@group(0) @binding(6) var<uniform> rates : PerStep;

@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id : vec3u) {
  var sums = vec4f(0.0);
  for (var i = id.x; i < parameter.size; i += ${threads}u) {
    let g = gradient[i];
    let d = g + parameter.weightDecay * weight[i];
    let v = rates.mu * velocity[i] + d;
    let s = rates.eta * select(v, d + rates.mu * v, parameter.nesterov == 1u);
    velocity[i] = v;
    weight[i] -= s;
    sums += vec4f(g * g, s * s, -g * s, g * last[i]);
    last[i] = g;
  }
  partials[parameter.partial + id.x] = sums;
}`;

export const recordCode = `
${perStep}
struct Sizes { batch : u32, partials : u32 }
@group(0) @binding(0) var<storage, read> before : array<f32>;
@group(0) @binding(1) var<storage, read> after : array<f32>;
@group(0) @binding(2) var<storage, read> alongGradient : array<f32>;
@group(0) @binding(3) var<storage, read> partials : array<vec4f>;
@group(0) @binding(4) var<storage, read> landings : array<f32>;
@group(0) @binding(5) var<storage, read_write> ring : array<f32>;
@group(0) @binding(6) var<uniform> sizes : Sizes;
@group(0) @binding(7) var<uniform> rates : PerStep;
var<workgroup> losses : array<vec4f, 64>;
var<workgroup> sums : array<vec4f, 64>;

@compute @workgroup_size(64) fn main(@builtin(local_invocation_index) lane : u32) {
  var loss = vec3f(0.0);
  // Differences example by example: the difference of two means would lose the last digits.
  for (var i = lane; i < sizes.batch; i += 64u) {
    loss += vec3f(before[i], after[i] - before[i], alongGradient[i] - before[i]);
  }
  var sum = vec4f(0.0);
  var slope = 0.0;
  for (var i = lane; i < sizes.partials; i += 64u) { slope += landings[i]; }
  for (var i = lane; i < sizes.partials; i += 64u) { sum += partials[i]; }
  losses[lane] = vec4f(loss, slope);
  sums[lane] = sum;
  workgroupBarrier();
  if (lane == 0u) {
    var totalLoss = vec4f(0.0);
    var total = vec4f(0.0);
    for (var i = 0; i < 64; i++) { totalLoss += losses[i]; total += sums[i]; }
    let landing = totalLoss.w;
    totalLoss /= f32(sizes.batch);
    let at = rates.row * ${ringWidth}u;
    ring[at] = totalLoss.x;
    for (var i = 0u; i < 4u; i++) { ring[at + 1u + i] = total[i]; }
    ring[at + 5u] = totalLoss.y;
    ring[at + 6u] = totalLoss.z;
    ring[at + 7u] = landing;
  }
}`;

/**
 * Sums of the products of a gradient after the step and the step, which follows from what the update has left:
 * s = -eta v, with Nesterov's momentum -eta (d + mu v), where d = g + decay w is that of the weights before the step.
 */
export const landingCode = `
${perStep}
${parameter}
@group(0) @binding(0) var<storage, read> weight : array<f32>;
@group(0) @binding(1) var<storage, read> velocity : array<f32>;
@group(0) @binding(2) var<storage, read> gradient : array<f32>;
@group(0) @binding(3) var<storage, read> last : array<f32>;
@group(0) @binding(4) var<storage, read_write> landings : array<f32>;
@group(0) @binding(5) var<uniform> parameter : Parameter;
@group(0) @binding(6) var<uniform> rates : PerStep;

@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id : vec3u) {
  var total = 0.0;
  for (var i = id.x; i < parameter.size; i += ${threads}u) {
    let v = velocity[i];
    var s = rates.eta * v;
    if (parameter.nesterov == 1u) {
      let before = (weight[i] + rates.eta * (last[i] + rates.mu * v)) / (1.0 - rates.eta * parameter.weightDecay);
      s = rates.eta * (last[i] + parameter.weightDecay * before + rates.mu * v);
    }
    total -= gradient[i] * s;
  }
  landings[parameter.partial + id.x] = total;
}`;
