/**
 * A temperature series of a sample whose size is not known: the activation energy needs no geometry, since thickness and
 * area move the prefactor of the Arrhenius line only. It is found with a geometry of 1 cm and 1 cm², and everything that
 * would depend on it is taken out again.
 */
import type { Figure } from '../../../figure/figure.js';
import type { ResultTable } from '../../technique.js';
import type { PelletGeometry } from '../derive/conductivity.js';
import type { SeriesOutcome } from './temperature-series.js';

/** l/A = 1/cm: conductivities come out as 1/R. */
export const unitGeometry: PelletGeometry = { thicknessCm: 1, thicknessSigmaCm: 0, areaCm2: 1, areaSigmaCm2: 0 };

const geometric = ['ln prefactor', 'conductivity at 25 degC on the line'];

/** The outcome of a series analysed with `unitGeometry`, without what only a real geometry could give. */
export function withoutGeometry(outcome: SeriesOutcome): SeriesOutcome {
  return {
    ...outcome,
    quantities: Object.fromEntries(
      Object.entries(outcome.quantities).filter(([name]) => name.endsWith('ctivationEnergy')),
    ),
    findings: outcome.findings.filter((finding) => finding.code !== 'extrapolated'),
    tables: outcome.tables.map(withoutGeometricColumns),
    figures: outcome.figures.map(overResistance),
  };
}

function withoutGeometricColumns(table: ResultTable): ResultTable {
  const kept = (_: unknown, index: number) => !geometric.includes(table.columns[index].name);
  return { ...table, columns: table.columns.filter(kept), rows: table.rows.map((row) => row.filter(kept)) };
}

function overResistance(figure: Figure): Figure {
  return {
    ...figure,
    panels: figure.panels.map((panel) => ({
      ...panel,
      y:
        panel.y.title === 'σT'
          ? { ...panel.y, title: 'T/R', unit: 'K Ω⁻¹' }
          : { ...panel.y, title: '1/R', unit: 'Ω⁻¹' },
    })),
  };
}
