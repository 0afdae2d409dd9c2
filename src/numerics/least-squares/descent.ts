/** How long and how closely a descent goes on. */
export interface DescentOptions {
  /** Steps tried, downhill or not. @default 200 */
  readonly maxIterations?: number | undefined;
  /** The minimum is reached when the undamped step promises less than this part of the sum of squares. @default 1e-22 */
  readonly decreaseTolerance?: number | undefined;
  /** First damping, relative to the scaled diagonal of J'J; larger for poor start values. @default 0.1 */
  readonly initialDamping?: number | undefined;
  /** Called after every accepted step; throw from it to cancel. */
  readonly onStep?: ((iteration: number, sumOfSquares: number) => void) | undefined;
}

/**
 * Why a descent ended.
 * - `converged`: the undamped Gauss-Newton step promises less than `decreaseTolerance` of the sum of squares, or as
 *   little as rounding lets it.
 * - `exact`: the residuals are zero to the rounding of the model.
 * - `flat`: no step, from damped to undamped, gains anything beyond rounding, although the linearised model promises it:
 *   a valley that the data hardly determine. The sum of squares is a minimum, the parameters may be loose.
 * - `no-further-decrease`: no step however short goes downhill. A minimum if the scaled gradient is small (`converged`
 *   says so); else the Jacobian does not belong to the residuals.
 * - `iteration-limit`: `maxIterations` was reached first.
 */
export type StopReason = 'converged' | 'exact' | 'flat' | 'no-further-decrease' | 'iteration-limit';

export interface DescentReport {
  readonly sumOfSquares: number;
  /** Steps tried. */
  readonly iterations: number;
  readonly converged: boolean;
  readonly stopReason: StopReason;
  /**
   * Largest cosine between the residuals and a column of the Jacobian, at its last evaluation, among the parameters that
   * could gain something within their bounds and step limits.
   */
  readonly scaledGradient: number;
}

/** A sum of squares with a current point and one point on trial, as far as the descent needs to know it. */
export interface Landscape {
  /** Evaluates the start; returns its sum of squares. */
  begin(): number;
  /** Makes sure of the derivatives at the point and prepares for steps; false when they are not finite. */
  linearise(): boolean;
  /** See `DescentReport.scaledGradient`. */
  scaledGradient(sumOfSquares: number): number;
  /** Length of the vector of residuals that the rounding of the model alone can make. */
  roundingNoise(): number;
  /**
   * Finds the step for a damping (0: the undamped step) within the bounds; returns the decrease of the sum of squares
   * that the linearised model promises for it, NaN when there is no such step.
   */
  step(damping: number): number;
  /** Corrects the step for the curvature of the residuals along it, where that is possible. */
  bend(): void;
  /** Puts point + step on trial; false when nothing moves. */
  advance(): boolean;
  /** Sum of squares of the trial; with derivatives when they will probably be needed next. */
  tryOut(derivativesToo: boolean): number;
  /** The trial becomes the point. */
  accept(): void;
  /** Takes the last `accept` back; returns the sum of squares. */
  retreat(): number;
  /** Changes to more accurate derivatives; false when there are none. */
  refine(): boolean;
}

/** Damping beyond which a step is shorter than any rounding. */
const LARGEST_DAMPING = 1e16;
/** Where the search between undamped and damped begins when the undamped step disappoints. */
const SMALLEST_DAMPING = 1e-12;
/** A fit that needs more steps than this is in a bent valley, and its steps are bent along it. */
const STRAIGHT_STEPS = 30;
/** A cosine between residuals and Jacobian that counts as zero where the sum of squares cannot be lowered. */
const GRADIENT_TOLERANCE = 1e-6;
/** Relative changes of the sum of squares that count as its rounding: where the residuals are large, and at most. */
const SMALLEST_ROUNDING = 1e-13;
const LARGEST_ROUNDING = 1e-6;

/**
 * Goes downhill to a minimum: Levenberg-Marquardt with the damping rule of H. B. Nielsen (Damping parameter in
 * Marquardt's method, IMM-REP-1999-05, DTU). A step that is not downhill, or not finite, is never taken. When the sum of
 * squares no longer resolves the steps, undamped ones go on for as long as their promise shrinks: so the parameters are
 * found to the rounding of the gradient, not to its square root. A point counts as a minimum only when the undamped step
 * has nothing to promise or all steps between undamped and damped have been tried.
 *
 * @returns null when the sum of squares or the derivatives are not finite at the start
 */
export function descend(landscape: Landscape, options: DescentOptions = {}): DescentReport | null {
  const { maxIterations = 200, decreaseTolerance = 1e-22, initialDamping = 0.1, onStep } = options;
  let iterations = 0;
  let damping = initialDamping;
  let growth = 2;
  /** The damping to return to when an undamped step fails. */
  let resumeDamping = initialDamping;
  /** The undamped step has failed at this point: every damping from the smallest upward is tried before giving up. */
  let searching = false;
  let expectSuccess = true;
  let lastPromise = Number.POSITIVE_INFINITY;
  let scaledGradient = Number.POSITIVE_INFINITY;
  let current = landscape.begin();
  if (!Number.isFinite(current)) return null;

  const finish = (stopReason: StopReason): DescentReport => {
    const small = scaledGradient <= GRADIENT_TOLERANCE;
    const converged = stopReason === 'no-further-decrease' ? small : stopReason !== 'iteration-limit';
    return { sumOfSquares: current, iterations, converged, stopReason, scaledGradient };
  };
  const refine = (): boolean => {
    if (!landscape.refine()) return false;
    searching = false;
    damping = resumeDamping;
    return true;
  };

  // One round per point.
  for (;;) {
    if (!landscape.linearise()) {
      if (iterations === 0) return null;
      // A shorter step from the point before may keep clear of the trouble.
      current = landscape.retreat();
      damping = Math.max(10 * damping, initialDamping);
      if (damping > LARGEST_DAMPING) return finish('no-further-decrease');
      expectSuccess = false;
      continue;
    }
    scaledGradient = landscape.scaledGradient(current);
    const noise = landscape.roundingNoise();
    if (current <= noise * noise) return finish('exact');
    const rounding = Math.min(LARGEST_ROUNDING, Math.max(SMALLEST_ROUNDING, (4 * noise) / Math.sqrt(current)));
    const settled = Math.max(decreaseTolerance, rounding) * current;

    // One round per step tried from this point.
    for (let moved = false; !moved; ) {
      const promise = landscape.step(damping);
      if (!(promise >= 0)) {
        if (damping === 0) searching = true;
        damping = Math.max(10 * damping, SMALLEST_DAMPING);
        if (damping > LARGEST_DAMPING) return finish('no-further-decrease');
        continue;
      }
      if (promise <= settled && damping > 0 && !searching) {
        resumeDamping = damping;
        damping = 0;
        continue;
      }
      // A long damping makes any promise small; the gradient tells whether this is a valley or the foot of a wall.
      if (promise <= settled && damping > 0 && scaledGradient ** 2 * current <= 10 * settled) {
        if (refine()) break;
        return finish('flat');
      }
      if (promise <= settled && damping === 0) {
        // From here on the promise is the judge: the sum of squares no longer resolves the steps.
        if (refine()) break;
        if (promise >= 0.9 * lastPromise || !landscape.advance()) return finish('converged');
        const again = promise > decreaseTolerance * current && iterations < maxIterations;
        lastPromise = promise;
        iterations++;
        const next = landscape.tryOut(again);
        if (!(next <= current * (1 + rounding))) return finish('converged');
        landscape.accept();
        current = next;
        if (!again) return finish('converged');
        break;
      }
      lastPromise = Number.POSITIVE_INFINITY;
      if (damping > 0 && iterations >= STRAIGHT_STEPS) landscape.bend();
      if (!landscape.advance()) {
        if (refine()) break;
        return finish('no-further-decrease');
      }
      if (iterations >= maxIterations) return finish('iteration-limit');
      iterations++;
      const next = landscape.tryOut(expectSuccess);
      expectSuccess = next < current;
      if (expectSuccess) {
        const ratio = (current - next) / promise;
        landscape.accept();
        current = next;
        if (damping > 0) damping = Math.max(damping * dampingFactor(ratio), Number.MIN_VALUE);
        else if (ratio < 0.25) damping = resumeDamping;
        growth = 2;
        searching = false;
        moved = true;
        onStep?.(iterations, current);
      } else if (damping === 0) {
        damping = SMALLEST_DAMPING;
        searching = true;
        growth = 4;
      } else {
        damping *= Number.isFinite(next) ? growth : Math.max(growth, 10);
        growth *= 2;
        if (damping > LARGEST_DAMPING) {
          if (refine()) break;
          return finish('no-further-decrease');
        }
      }
    }
  }
}

/** Nielsen's continuous rule, between 1/5 for a step that kept its promise and 2 for one that hardly went downhill. */
function dampingFactor(ratio: number): number {
  return Math.min(2, Math.max(1 / 5, 1 - (2 * ratio - 1) * (2 * ratio - 1) * (2 * ratio - 1)));
}
