/** Everything an analysis has found, put together as its result: figures, tables, findings, methods. */
import type { Quantity } from '../../quantity/quantity.js';
import type { AnalysisResult, Finding, SeriesEntry } from '../technique.js';
import type { AnalysedSpectrum } from './analysed.js';
import type { Circuit } from './circuit/circuit.js';
import type { PelletGeometry } from './derive/conductivity.js';
import type { SpectrumQuantities } from './derive/spectrum-quantities.js';
import { lambdaTable, relaxationsTable } from './distribution-tables.js';
import { bodeFigure, kramersKronigFigure } from './figures/bode.js';
import { distributionFigure } from './figures/distribution.js';
import { nyquistFigure } from './figures/nyquist.js';
import { readConstraints } from './fit/read-constraints.js';
import type { CircuitChoice } from './fit/select-circuit.js';
import type { SpectrumFit } from './fit/spectrum-fit.js';
import { fittedModel } from './fitted-model.js';
import { methodsOf } from './methods.js';
import type { ImpedanceOptions } from './options.js';
import type { SeriesOutcome } from './series/temperature-series.js';
import { circuitsTable, correlationTable, derivedTable, leftOutTable, parametersTable } from './tables.js';

export interface ResultParts {
  readonly analysed: readonly AnalysedSpectrum[];
  readonly derived: readonly (SpectrumQuantities | null)[];
  readonly series: readonly SeriesEntry[];
  readonly outcomes: readonly SeriesOutcome[];
  /** Of the series as a whole, beside those of the outcomes. */
  readonly findings: readonly Finding[];
  readonly choice: CircuitChoice | null;
  readonly circuit: Circuit | null;
  readonly options: ImpedanceOptions;
  readonly geometry: PelletGeometry | null;
  readonly areaCm2: number | undefined;
}

/** Figures, tables, findings and methods of an analysis from its parts. */
export function assembleResult(parts: ResultParts): AnalysisResult {
  const { analysed, derived, series, outcomes, choice, circuit, options } = parts;
  const entries = analysed.map((spectrum, k) => ({
    analysed: spectrum,
    derived: derived[k],
    quantities: series[k].quantities,
  }));
  const quantities: Record<string, Quantity> = {};
  // A single spectrum speaks for the whole.
  if (series.length === 1)
    for (const name of ['conductivity', 'Rtotal', 'pelletResistance', 'interfaceResistance'])
      if (series[0].quantities[name]) quantities[name] = series[0].quantities[name];
  for (const outcome of outcomes) Object.assign(quantities, outcome.quantities);

  const findings: Finding[] = [...outcomes.flatMap((outcome) => outcome.findings), ...parts.findings];
  if (choice) findings.push(circuitFinding(choice, circuit));
  if (circuit && !parts.geometry) findings.push(geometryFinding(parts.areaCm2 !== undefined, options.cell));
  const resistances = derived.map((own, k) => (own?.electrolyte ? frameResistance(analysed[k].fit!) : null));
  const figures = [
    nyquistFigure(analysed, {
      resistanceOhm: resistances,
      areaCm2: options.cell === 'symmetric' ? parts.areaCm2 : undefined,
      movable: startable(circuit, options),
    }),
    bodeFigure(analysed),
    kramersKronigFigure(analysed),
    ...outcomes.flatMap((outcome) => outcome.figures),
    options.drt ? distributionFigure(analysed) : undefined,
  ].filter((figure) => figure !== undefined);
  const tables = [
    parametersTable(entries),
    derivedTable(entries),
    ...outcomes.flatMap((outcome) => outcome.tables),
    choice ? circuitsTable(choice.ranking) : undefined,
    relaxationsTable(series),
    lambdaTable(analysed),
    leftOutTable(entries),
    correlationTable(entries),
  ].filter((table) => table !== undefined);
  return {
    quantities,
    series,
    findings,
    tables,
    figures,
    methods: [...methodsOf(analysed, circuit, options), ...outcomes.flatMap((outcome) => outcome.methods)],
    ...(circuit ? { model: fittedModel(circuit) } : {}),
  };
}

/** Parameters that may have a start value: neither held nor tied to another. */
function startable(circuit: Circuit | null, options: ImpedanceOptions): (parameter: string) => boolean {
  if (circuit === null) return () => false;
  const { fixed = {}, tied = {} } = readConstraints(circuit, options);
  return (parameter) => !Object.hasOwn(fixed, parameter) && !Object.hasOwn(tied, parameter);
}

function geometryFinding(hasArea: boolean, cell: ImpedanceOptions['cell']): Finding {
  const message = hasArea
    ? `No thickness given: ${cell === 'symmetric' ? 'the interface has its resistance per area, the pellet ' : 'there is '}no conductivity. Give the thickness of the sample.`
    : 'No size of the sample given: resistances stay in Ohm. Give its thickness and its diameter or area to get conductivities and resistances per area.';
  return { code: 'no-geometry', severity: 'info', message };
}

/** All resistances together: what sets the size of the Nyquist frame. */
function frameResistance(fit: SpectrumFit): number {
  let sum = 0;
  fit.circuit.parameters.forEach((p, k) => {
    if (p.unit === 'Ohm' && p.element.startsWith('R')) sum += fit.natural[k];
  });
  return sum;
}

function circuitFinding(choice: CircuitChoice, used: Circuit | null): Finding {
  const differs = used !== null && choice.chosen.text !== used.text;
  return {
    code: differs ? 'another-circuit-fits-better' : 'circuit-chosen',
    severity: differs ? 'warning' : 'info',
    message: differs
      ? `${choice.chosen.text} describes the spectra better than ${used.text}, which was asked for: ${choice.reason}. See the table of circuits.`
      : `Of ${choice.ranking.length} circuits ${choice.chosen.text} was chosen: ${choice.reason}.`,
  };
}
