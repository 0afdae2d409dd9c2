/** A small spectrum of R0-p(R1,CPE1)-CPE2 as CSV text: just enough for the tests of the whole program. */
export interface Truth {
  readonly r0: number;
  readonly r1: number;
  readonly q1: number;
  readonly n1: number;
  readonly q2: number;
  readonly n2: number;
}

export const pelletTruth: Truth = { r0: 40, r1: 160, q1: 1e-8, n1: 0.9, q2: 5e-6, n2: 0.85 };

/**
 * Frequencies from 1 MHz to 0.1 Hz, seven to a decade; noise of 0.1 % of |Z|, the same in every run.
 *
 * @param header first line; the columns are frequency, real part, imaginary part
 */
export function spectrumCsv(truth: Truth = pelletTruth, header = 'frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm'): string {
  const lines = [header];
  for (let i = 0; i <= 49; i++) {
    const frequency = 10 ** (6 - i / 7);
    const [re, im] = impedance(truth, 2 * Math.PI * frequency);
    const noise = 1e-3 * Math.hypot(re, im);
    const row = [frequency, re + noise * jitter(2 * i), im + noise * jitter(2 * i + 1)];
    lines.push(row.map((value) => value.toPrecision(12)).join(','));
  }
  return `${lines.join('\n')}\n`;
}

function impedance({ r0, r1, q1, n1, q2, n2 }: Truth, omega: number): [number, number] {
  const [a1, b1] = cpeAdmittance(q1, n1, omega);
  const [arcRe, arcIm] = invert(1 / r1 + a1, b1);
  const [tailRe, tailIm] = invert(...cpeAdmittance(q2, n2, omega));
  return [r0 + arcRe + tailRe, arcIm + tailIm];
}

/** Q (j omega)^n */
function cpeAdmittance(q: number, n: number, omega: number): [number, number] {
  const size = q * omega ** n;
  return [size * Math.cos((n * Math.PI) / 2), size * Math.sin((n * Math.PI) / 2)];
}

function invert(re: number, im: number): [number, number] {
  const square = re * re + im * im;
  return [re / square, -im / square];
}

/** Numbers of mean 0 and standard deviation about 1 without a pattern that a fit could follow. */
function jitter(k: number): number {
  const fraction = Math.abs(Math.sin(12.9898 * (k + 1)) * 43758.5453) % 1;
  return Math.sqrt(12) * (fraction - 0.5);
}
