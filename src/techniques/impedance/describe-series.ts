/** What is said of each spectrum: its quantities and findings, and what is true of the series as a whole. */
import type { Quantity } from '../../quantity/quantity.js';
import type { Finding, SeriesEntry } from '../technique.js';
import type { AnalysedSpectrum } from './analysed.js';
import { checkFit, remarksOnFit } from './checks.js';
import { remarksOnArcs } from './derive/arc-findings.js';
import type { CellRoles } from './derive/cell-resistances.js';
import type { PelletGeometry } from './derive/conductivity.js';
import type { SpectrumQuantities } from './derive/spectrum-quantities.js';
import { distributionQuantities, peakQuantities } from './distribution-step.js';
import { asRemark, type Remark, sayRemarks } from './remarks.js';

interface Cell {
  readonly geometry: PelletGeometry | null;
  readonly roles: CellRoles | null;
}

/** One entry per spectrum, and the findings that are said once for the series. */
export function describeSeries(
  analysed: readonly AnalysedSpectrum[],
  derived: readonly (SpectrumQuantities | null)[],
  cell: Cell,
): { series: SeriesEntry[]; findings: Finding[] } {
  const described = analysed.map((entry, k) => describeSpectrum(entry, derived[k], cell));
  const { each, together } = sayRemarks(described.map(({ entry, remarks }) => ({ label: entry.label, remarks })));
  return {
    series: described.map(({ entry }, k) => ({ ...entry, findings: [...entry.findings, ...each[k]] })),
    findings: together,
  };
}

function describeSpectrum(
  entry: AnalysedSpectrum,
  derived: SpectrumQuantities | null,
  { geometry, roles }: Cell,
): { entry: SeriesEntry; remarks: Remark[] } {
  const { label, conditions, fit, kramersKronig, distribution } = entry;
  const quantities: Record<string, Quantity> = { ...derived?.quantities };
  const findings: Finding[] = [...entry.findings];
  const remarks: Remark[] = [];
  if (kramersKronig) {
    quantities.kramersKronigResidual = { value: 100 * kramersKronig.rmsResidual, sigma: null, unit: '%' };
  }
  if (fit && derived) {
    findings.push(...checkFit(fit, derived.identifiability, label));
    remarks.push(...remarksOnFit(fit, derived.identifiability, kramersKronig));
    if (geometry && roles) remarks.push(...remarksOnArcs(fit, derived, geometry, roles, quantities));
  }
  if (distribution) {
    Object.assign(quantities, distributionQuantities(distribution));
    for (const finding of distribution.findings) {
      if (finding.severity === 'info') remarks.push(asRemark(finding));
      else findings.push({ ...finding, where: label });
    }
  }
  const peaks = distribution ? { peaks: distribution.peaks.map(peakQuantities) } : {};
  return { entry: { label, conditions, quantities, findings, ...peaks }, remarks };
}
