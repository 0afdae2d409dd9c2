import { cos, sin } from '../../../numerics/elementary/sin.js';
import { gaussLegendre } from '../model/gauss-legendre.js';

/** Lengths of the way through a sphere, in units of its RADIUS, and how much of its volume has each; weights sum to 1. */
export interface SpherePaths {
  readonly lengths: Float64Array;
  readonly weights: Float64Array;
}

const RADIAL = 20;
const POLAR = 16;
const AROUND = 32;

let known: SpherePaths | undefined;

/**
 * The ways in and out of a sphere that is hit from one side and seen under 2theta = 60 degrees, one for each of many points
 * of its volume. The angle hardly matters to absorption as weak as Brindley's correction is made for.
 */
export function spherePaths(): SpherePaths {
  known ??= integrate(60);
  return known;
}

function integrate(twoThetaDeg: number): SpherePaths {
  const radial = gaussLegendre(RADIAL);
  const polar = gaussLegendre(POLAR);
  const lengths = new Float64Array(RADIAL * POLAR * AROUND);
  const weights = new Float64Array(lengths.length);
  const angle = (twoThetaDeg * Math.PI) / 180;
  // In the plane of scattering: the way back to the source is -x, the way out stands 2theta off the incoming beam.
  const out = { x: cos(angle), y: sin(angle) };
  let next = 0;
  for (let i = 0; i < RADIAL; i++) {
    const r = radial.nodes[i];
    for (let j = 0; j < POLAR; j++) {
      // The half of the sphere above the plane is the mirror of the half below.
      const z = polar.nodes[j];
      const inPlane = r * Math.sqrt(1 - z * z);
      for (let k = 0; k < AROUND; k++) {
        const turn = (2 * Math.PI * (k + 0.5)) / AROUND;
        const x = inPlane * cos(turn);
        const y = inPlane * sin(turn);
        lengths[next] = toSurface(r, -x) + toSurface(r, x * out.x + y * out.y);
        weights[next] = (3 * r * r * radial.weights[i] * polar.weights[j]) / AROUND;
        next += 1;
      }
    }
  }
  return { lengths, weights };
}

/** From a point at distance r of the centre to the surface, along a direction in which it already stands `along` out. */
function toSurface(r: number, along: number): number {
  return Math.sqrt(Math.max(0, 1 - r * r + along * along)) - along;
}
