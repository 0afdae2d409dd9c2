/** `interphase/numerics`: least squares, linear algebra, statistics and random numbers on typed arrays; knows no science. */
export { type Bootstrap, type BootstrapOptions, bootstrap } from './least-squares/bootstrap.js';
export {
  type CovarianceEstimate,
  type CovarianceOptions,
  covarianceFromJacobian,
  estimateCovariance,
  type SingularDirection,
} from './least-squares/covariance.js';
export type { DescentReport, StopReason } from './least-squares/descent.js';
export { type DifferenceOptions, withDifferences } from './least-squares/difference-jacobian.js';
export { type MinimiseOptions, type Minimum, minimise } from './least-squares/minimise.js';
export {
  type DistinctMinimum,
  type MultiStart,
  type MultiStartOptions,
  multiStart,
  randomStarts,
} from './least-squares/multi-start.js';
export {
  createParameterSpace,
  linearTie,
  type ParameterSpace,
  type ParameterSpec,
  productTie,
  type Tie,
} from './least-squares/parameters.js';
export {
  type ProfileEnd,
  type ProfileInterval,
  type ProfileOptions,
  profileInterval,
} from './least-squares/profile-interval.js';
export type { ResidualModel } from './least-squares/residual-model.js';
export {
  efficientScale,
  type Loss,
  minimiseRobust,
  type RobustFit,
  type RobustOptions,
} from './least-squares/robust.js';
export type { SeparableModel } from './least-squares/separable-model.js';
export { estimateSharedCovariance, type SharedCovariance } from './least-squares/shared-covariance.js';
export { minimiseShared, type ParameterBox, type SharedMinimum } from './least-squares/shared-fit.js';
export { type SharedModel, shareParameters } from './least-squares/shared-model.js';
export { minimiseSeparable, type ProjectedModel, projectedModel } from './least-squares/variable-projection.js';
export { weightedModel } from './least-squares/weights.js';
export { createWorkspace, type Workspace } from './least-squares/workspace.js';
export { bandedIndex, bandedLength, bandedLuInPlace, bandedLuSolveInPlace } from './linear-algebra/banded-lu.js';
export { choleskyInPlace, choleskyInverse, choleskySolveInPlace } from './linear-algebra/cholesky.js';
export { type LinearSolution, linearLeastSquares } from './linear-algebra/linear-least-squares.js';
export {
  type NonNegativeOptions,
  type NonNegativeSolution,
  nonNegativeLeastSquares,
} from './linear-algebra/nnls.js';
export { applyQTransposed, type PivotedQr, pivotedQr } from './linear-algebra/qr.js';
export { type Svd, singularValueDecomposition } from './linear-algebra/svd.js';
export { type SymmetricEigen, symmetricEigen } from './linear-algebra/symmetric-eigen.js';
export { createRandom, type Random } from './random.js';
export {
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareSurvival,
  fCdf,
  fQuantile,
  fSurvival,
  normalCdf,
  normalQuantile,
  studentTQuantile,
  studentTTwoSidedP,
} from './statistics/distributions.js';
export {
  akaikeWeights,
  type InformationCriteria,
  informationCriteria,
  type ScoredFit,
} from './statistics/information-criteria.js';
export {
  type LineWithErrorsInBothAxes,
  lineWithErrorsInBothAxes,
  type PointsWithErrors,
} from './statistics/line-with-errors-in-both-axes.js';
export { type NestedFTest, nestedFTest } from './statistics/nested-f-test.js';
export { type RunsTest, runsTest } from './statistics/runs-test.js';
export {
  mean,
  median,
  medianAbsoluteDeviation,
  quantile,
  standardDeviation,
  type TheilSenSlope,
  theilSenSlope,
  variance,
  weightedMean,
} from './statistics/summary.js';
export {
  type BandOptions,
  band,
  type LineFit,
  type RegressionFit,
  regress,
  regressLine,
} from './statistics/weighted-regression.js';
