/** WGSL of the update and of the step's numbers. Sums run in a fixed order: equal runs give equal bits. */

/** Threads per parameter; each walks the array in strides of this and keeps one partial sum. */
export const threads = 256;

const perStep = 'struct PerStep { eta : f32, mu : f32, row : u32 }';

export const updateCode = `
${perStep}
struct Parameter { size : u32, partial : u32, nesterov : u32, weightDecay : f32 }
@group(0) @binding(0) var<storage, read_write> weight : array<f32>;
@group(0) @binding(1) var<storage, read_write> velocity : array<f32>;
@group(0) @binding(2) var<storage, read> gradient : array<f32>;
@group(0) @binding(3) var<storage, read_write> partials : array<vec2f>;
@group(0) @binding(4) var<uniform> parameter : Parameter;
@group(0) @binding(5) var<uniform> rates : PerStep;

@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id : vec3u) {
  var squares = vec2f(0.0);
  for (var i = id.x; i < parameter.size; i += ${threads}u) {
    let g = gradient[i];
    let d = g + parameter.weightDecay * weight[i];
    let v = rates.mu * velocity[i] + d;
    let s = rates.eta * select(v, d + rates.mu * v, parameter.nesterov == 1u);
    velocity[i] = v;
    weight[i] -= s;
    squares += vec2f(g * g, s * s);
  }
  partials[parameter.partial + id.x] = squares;
}`;

export const finishCode = `
${perStep}
struct Sizes { batch : u32, partials : u32 }
@group(0) @binding(0) var<storage, read> losses : array<f32>;
@group(0) @binding(1) var<storage, read> partials : array<vec2f>;
@group(0) @binding(2) var<storage, read_write> ring : array<vec4f>;
@group(0) @binding(3) var<uniform> sizes : Sizes;
@group(0) @binding(4) var<uniform> rates : PerStep;
var<workgroup> sums : array<vec3f, 64>;

@compute @workgroup_size(64) fn main(@builtin(local_invocation_index) lane : u32) {
  var sum = vec3f(0.0);
  for (var i = lane; i < sizes.batch; i += 64u) { sum.x += losses[i]; }
  for (var i = lane; i < sizes.partials; i += 64u) { sum += vec3f(0.0, partials[i]); }
  sums[lane] = sum;
  workgroupBarrier();
  if (lane == 0u) {
    var total = vec3f(0.0);
    for (var i = 0; i < 64; i++) { total += sums[i]; }
    ring[rates.row] = vec4f(total.x / f32(sizes.batch), total.y, total.z, 0.0);
  }
}`;
