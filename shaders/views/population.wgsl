// Every agent a point: its place by two columns, its colour and its mark by a third.
struct View {
  camera: mat4x4f,
  size: vec2f,        // of the picture, in pixels
  radius: f32,        // of a point, in pixels
  marks: f32,         // of so many categories, each has a mark of its own; others are round
  low: f32,           // the ends of the ramp of colours
  high: f32,
  opacity: f32,
  faint: f32,         // opacity of points outside the brush
  brush: vec4f,       // left, right, bottom, top
}
@group(0) @binding(0) var<uniform> view: View;
@group(0) @binding(1) var ramp: texture_2d<f32>;

struct Point {
  @builtin(position) position: vec4f,
  @location(0) within: vec2f,                      // −1 … 1 over the point's square
  @location(1) @interpolate(flat) colour: vec4f,
  @location(2) @interpolate(flat) mark: u32,
}

const NOWHERE = 1e38;

@vertex
fn place(@builtin(vertex_index) corner: u32, @location(0) x: f32, @location(1) y: f32, @location(2) c: f32) -> Point {
  var point: Point;
  // Outside of what is drawn.
  point.position = vec4f(2.0, 2.0, 0.0, 1.0);
  if (abs(x) >= NOWHERE || abs(y) >= NOWHERE) { return point; }
  point.within = vec2f(f32(corner & 1u), f32(corner >> 1u)) * 2.0 - 1.0;
  let centre = view.camera * vec4f(x, y, 0.0, 1.0);
  point.position = vec4f(centre.xy + point.within * view.radius * 2.0 / view.size, 0.0, 1.0);
  let share = clamp((c - view.low) / max(view.high - view.low, 1e-20), 0.0, 1.0);
  let shade = textureLoad(ramp, vec2u(u32(share * 255.0 + 0.5), 0u), 0).rgb;
  let brushed = x >= view.brush.x && x <= view.brush.y && y >= view.brush.z && y <= view.brush.w;
  let known = abs(c) < NOWHERE;
  point.colour = vec4f(select(vec3f(0.5), shade, known), select(view.faint, view.opacity, brushed));
  point.mark = select(0u, u32(c + 0.5), known && c >= 0.0 && c + 0.5 < view.marks);
  return point;
}

/// Distance from the edge of a mark, inside negative: circle, square, triangle, diamond, cross.
fn edge(p: vec2f, mark: u32) -> f32 {
  switch (mark % 5u) {
    case 1u: { return max(abs(p.x), abs(p.y)) - 0.8; }
    case 2u: { return max(abs(p.x) * 0.87 + p.y * 0.5, -p.y) - 0.5; }
    case 3u: { return abs(p.x) + abs(p.y) - 1.0; }
    case 4u: { return min(max(abs(p.x) - 0.95, abs(p.y) - 0.3), max(abs(p.y) - 0.95, abs(p.x) - 0.3)); }
    default: { return length(p) - 0.9; }
  }
}

@fragment
fn paint(point: Point) -> @location(0) vec4f {
  let pixel = 1.0 / view.radius;
  let cover = clamp(0.5 - edge(point.within, point.mark) / pixel, 0.0, 1.0) * point.colour.a;
  return vec4f(point.colour.rgb * cover, cover);
}
