/** Tables of an impedance analysis, for the report and as CSV. */
import type { Quantity } from '../../quantity/quantity.js';
import type { ResultTable } from '../technique.js';
import type { AnalysedSpectrum } from './analysed.js';
import type { SpectrumQuantities } from './derive/spectrum-quantities.js';
import type { RankedCircuit } from './fit/select-circuit.js';
import { correlation } from './fit/spectrum-fit.js';

export interface TableEntry {
  readonly analysed: AnalysedSpectrum;
  readonly derived: SpectrumQuantities | null;
  /** All that is told of the spectrum, its parameters included. */
  readonly quantities: Readonly<Record<string, Quantity>>;
}

/** Circuit parameters, one row per spectrum; the CPE is in the Q form. */
export function parametersTable(entries: readonly TableEntry[]): ResultTable | undefined {
  const fitted = entries.filter((entry) => entry.analysed.fit !== null && entry.derived !== null);
  if (fitted.length === 0) return undefined;
  const { circuit, weighting } = fitted[0].analysed.fit!;
  const names = circuit.parameters.map((p) => p.name);
  return {
    id: 'parameters',
    caption: `Parameters of ${circuit.text} with one standard error; residuals weighted by ${weighting}; Z(CPE) = 1/(Q (jω)ⁿ).`,
    columns: [
      { name: 'recording', unit: '' },
      ...conditionColumns(fitted),
      ...circuit.parameters.map((p) => ({ name: p.name, unit: p.unit })),
      { name: 'reduced chi-square', unit: '' },
      { name: 'degrees of freedom', unit: '' },
      { name: 'starts agreeing', unit: '' },
    ],
    rows: fitted.map(({ analysed, derived }) => {
      const fit = analysed.fit!;
      return [
        analysed.label,
        ...conditionCells(analysed, fitted),
        ...names.map((name) => derived!.quantities[name] ?? null),
        fit.reducedChiSquare,
        fit.degreesOfFreedom,
        `${fit.startsAgreeing} of ${fit.startsTried}`,
      ];
    }),
  };
}

/** What was derived from the parameters: resistances of the cell, conductivity, capacitances. */
export function derivedTable(entries: readonly TableEntry[]): ResultTable | undefined {
  const fitted = entries.filter((entry) => entry.derived !== null && entry.analysed.fit !== null);
  const parameters = new Set(fitted.flatMap((entry) => entry.analysed.fit!.circuit.parameters.map((p) => p.name)));
  const units = new Map<string, string>();
  for (const { quantities } of fitted) {
    for (const [name, quantity] of Object.entries(quantities))
      if (!parameters.has(name) && !units.has(name)) units.set(name, quantity.unit);
  }
  if (units.size === 0) return undefined;
  return {
    id: 'derived',
    caption: 'Derived quantities with all errors: fit (with the covariance of the parameters) and geometry.',
    columns: [
      { name: 'recording', unit: '' },
      ...conditionColumns(fitted),
      ...[...units].map(([name, unit]) => ({ name, unit })),
    ],
    rows: fitted.map(({ analysed, quantities }) => [
      analysed.label,
      ...conditionCells(analysed, fitted),
      ...[...units.keys()].map((name): Quantity | null => quantities[name] ?? null),
    ]),
  };
}

/** Correlation matrix of each spectrum's parameters, one row per pair. */
export function correlationTable(entries: readonly TableEntry[]): ResultTable | undefined {
  const rows = entries.flatMap(({ analysed }) => {
    const { fit } = analysed;
    if (fit === null) return [];
    const { parameters } = fit.circuit;
    return parameters.flatMap((a, i) =>
      parameters.slice(i + 1).map((b, j): [string, string, string, number | null] => {
        const r = correlation(fit, i, i + 1 + j);
        return [analysed.label, a.name, b.name, Number.isFinite(r) ? Number(r.toFixed(4)) : null];
      }),
    );
  });
  if (rows.length === 0) return undefined;
  return {
    id: 'correlations',
    caption: 'Correlation of the fitted parameters (logarithms of positive ones).',
    columns: ['recording', 'parameter', 'with', 'correlation'].map((name) => ({ name, unit: '' })),
    rows,
  };
}

export function circuitsTable(ranking: readonly RankedCircuit[]): ResultTable {
  return {
    id: 'circuits',
    caption: 'Circuits compared on the same points and weights by AICc (smaller is better).',
    columns: ['circuit', 'parameters', 'sum of squares', 'AICc above best', 'BIC', 'Akaike weight', 'objection'].map(
      (name) => ({ name, unit: '' }),
    ),
    rows: ranking.map((entry) => [
      entry.circuit.text,
      entry.parameterCount,
      entry.sumOfSquares,
      entry.deltaAicc,
      entry.bic,
      entry.akaikeWeight,
      entry.objection,
    ]),
  };
}

/** Points that did not enter the fit, with the reason. */
export function leftOutTable(entries: readonly TableEntry[]): ResultTable | undefined {
  const rows = entries.flatMap(({ analysed }) =>
    analysed.leftOut.map((point): [string, number, string] => [analysed.label, point.frequencyHz, point.reason]),
  );
  if (rows.length === 0) return undefined;
  return {
    id: 'left-out',
    caption: 'Points left out of the fits, with the reason.',
    columns: [
      { name: 'recording', unit: '' },
      { name: 'frequency', unit: 'Hz' },
      { name: 'reason', unit: '' },
    ],
    rows,
  };
}

function conditionNames(entries: readonly TableEntry[]): string[] {
  return [...new Set(entries.flatMap((entry) => Object.keys(entry.analysed.conditions)))];
}

function conditionColumns(entries: readonly TableEntry[]): { name: string; unit: string }[] {
  return conditionNames(entries).map((name) => ({
    name,
    unit: entries.find((entry) => entry.analysed.conditions[name])?.analysed.conditions[name].unit ?? '',
  }));
}

function conditionCells(analysed: AnalysedSpectrum, entries: readonly TableEntry[]): (Quantity | null)[] {
  return conditionNames(entries).map((name) => analysed.conditions[name] ?? null);
}
