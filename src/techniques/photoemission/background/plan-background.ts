import type { BackgroundName, BackgroundPlan, StaticBackground, TougaardConstants } from './background.js';
import { shirleyOperator, tougaardOperator } from './loss-operators.js';
import { shirleyBackground } from './shirley.js';
import { smartBackground } from './smart.js';
import { tougaardBackground } from './tougaard.js';
import { tougaardKernel } from './tougaard-kernel.js';

export interface BackgroundRequest {
  /** Points averaged at each end, for backgrounds that are made to meet the ends. */
  readonly endpointPoints: number;
  /** Constants of the loss function, eV^2; without them the usual ones. A given `b` is held in static backgrounds. */
  readonly tougaard?: TougaardConstants;
  /** Adds a slope to active backgrounds; a linear one has it anyway. */
  readonly slope: boolean;
}

/**
 * What a background name means for one spectrum (energies ascending, eV): static ones are made here, active ones get the
 * operator with which the lines cast them.
 *
 * @throws `too-few-points`, `malformed-file`, `invalid-option` as the backgrounds do
 */
export function planBackground(
  name: BackgroundName,
  { energiesEv, values }: { readonly energiesEv: Float64Array; readonly values: Float64Array },
  { endpointPoints, tougaard, slope }: BackgroundRequest,
): BackgroundPlan {
  const fixed = (made: StaticBackground): BackgroundPlan => ({ kind: 'static', name, made });
  switch (name) {
    case 'none':
      return fixed({
        values: new Float64Array(values.length),
        lowEnd: 0,
        highEnd: 0,
        iterations: 0,
        converged: true,
      });
    case 'linear':
      return { kind: 'active', name, slope: true, loss: undefined, stepUnit: '' };
    case 'shirley':
      return fixed(shirleyBackground(energiesEv, values, endpointPoints));
    case 'smart':
      return fixed(smartBackground(energiesEv, values, endpointPoints));
    case 'active-shirley':
      return { kind: 'active', name, slope, loss: shirleyOperator(energiesEv), stepUnit: '1/eV' };
    case 'tougaard':
    case 'tougaard-u3':
    case 'tougaard-u4':
      return fixed(tougaardBackground(energiesEv, values, endpointPoints, tougaardKernel(name, tougaard)));
    case 'active-tougaard': {
      const loss = tougaardOperator(energiesEv, tougaardKernel(name, tougaard));
      return { kind: 'active', name, slope, loss, stepUnit: 'eV^2' };
    }
  }
}
