/**
 * Points and weights of Gauss-Hermite quadrature with an even number of points, positive half: squares of the points, and weights.
 * With n points, (i/pi) sum weight/(z - point) is the n-th convergent of the continued fraction of the Faddeeva function, so it
 * serves for large |z|.
 */
export interface HermitePoles {
  readonly squares: Float64Array;
  readonly weights: Float64Array;
}

export const hermitePoles4: HermitePoles = {
  squares: Float64Array.of(0.27525512860841095, 2.724744871391589),
  weights: Float64Array.of(0.8049140900055128, 0.08131283544724517),
};

export const hermitePoles6: HermitePoles = {
  squares: Float64Array.of(0.19016350919348812, 1.7844927485432516, 5.52534374226326),
  weights: Float64Array.of(0.7246295952243925, 0.15706732032285664, 0.004530009905508846),
};

export const hermitePoles8: HermitePoles = {
  squares: Float64Array.of(0.1453035215033171, 1.3390972881263614, 3.926963501358287, 8.588635689012035),
  weights: Float64Array.of(0.6611470125582413, 0.2078023258148919, 0.017077983007413474, 0.00019960407221136762),
};

export const hermitePoles12: HermitePoles = {
  squares: Float64Array.of(
    0.09874701406848119,
    0.8983028345696177,
    2.5525898026681713,
    5.196152530054466,
    9.12424803753118,
    15.129959781108086,
  ),
  weights: Float64Array.of(
    0.5701352362624795,
    0.26049231026416114,
    0.05160798561588393,
    0.0039053905846290616,
    8.573687043587859e-5,
    2.658551684356302e-7,
  ),
};
