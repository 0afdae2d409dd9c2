/**
 * Constants of nature, CODATA 2022. Those fixed by the SI of 2019 are exact; the others carry their uncertainty in the
 * comment. https://physics.nist.gov/cuu/Constants/
 */

/** Elementary charge in C (exact). */
export const elementaryChargeC = 1.602176634e-19;

/** Boltzmann constant in J/K (exact). */
export const boltzmannJPerK = 1.380649e-23;

/** Boltzmann constant in eV/K (exact; the quotient of the two above): 8.617333262...e-5. */
export const boltzmannEvPerK = boltzmannJPerK / elementaryChargeC;

/** Avogadro constant in 1/mol (exact). */
export const avogadroPerMol = 6.02214076e23;

/** Faraday constant in C/mol (exact; N_A e): 96485.33212... */
export const faradayCPerMol = avogadroPerMol * elementaryChargeC;

/** Molar gas constant in J/(mol K) (exact; N_A k_B): 8.314462618... */
export const gasConstantJPerMolK = avogadroPerMol * boltzmannJPerK;

/** Planck constant in J s (exact). */
export const planckJs = 6.62607015e-34;

/** Speed of light in vacuum in m/s (exact). */
export const speedOfLightMPerS = 299792458;

/** Vacuum electric permittivity in F/m: 8.8541878188(14)e-12. */
export const vacuumPermittivityFPerM = 8.8541878188e-12;

/** Electron mass in kg: 9.1093837139(28)e-31. */
export const electronMassKg = 9.1093837139e-31;

/** Zero of the Celsius scale in K (exact by definition). */
export const zeroCelsiusK = 273.15;
