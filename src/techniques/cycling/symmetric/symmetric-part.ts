/** A symmetric cell: overpotentials, life, shorts, critical current, and what a referee would ask. */
import type { Finding } from '../../technique.js';
import { criticalCurrentFigure } from '../figures/critical-current.js';
import { overpotentialFigure } from '../figures/overpotential.js';
import { type CloseUp, voltageFigure } from '../figures/voltage.js';
import type { CyclingPart, CyclingTest } from '../part.js';
import { analyseSymmetric, type SymmetricAnalysis } from './analyse-symmetric.js';
import { shortFindings } from './short-findings.js';
import { symmetricFindings } from './symmetric-checks.js';
import { symmetricQuantities } from './symmetric-quantities.js';
import { cyclesTable, evidenceTable, phasesTable } from './symmetric-tables.js';

export function symmetricPart(test: CyclingTest): CyclingPart {
  const analysis = analyseSymmetric(test);
  const { cycles, evidence, formation, shortCycle, sound, area, critical, phases, floor } = analysis;
  const { series } = test;
  const events = evidence.filter(({ kind }) => kind === 'drop' || kind === 'spike').map(({ row }) => row);
  const findings: Finding[] = [...symmetricFindings(test, analysis), ...shortFindings(test, analysis)];
  const marks = {
    label: test.label,
    formation,
    changes: phases.slice(1).map(({ from }) => cycles[from]!.number),
    shortCycle,
    ohmicV: floor === undefined || critical !== undefined ? null : floor.resistanceOhm * sound[0]!.currentA,
  };
  return {
    quantities: symmetricQuantities(test, analysis),
    findings,
    tables: [
      cyclesTable(test, analysis),
      ...(phases.length > 1 && critical === undefined ? [phasesTable(test, analysis)] : []),
      ...(evidence.length > 0 ? [evidenceTable(test, analysis)] : []),
    ],
    figures: [
      voltageFigure(test, closeUps(analysis), events),
      ...(cycles.length >= 3 ? [overpotentialFigure(cycles, marks)] : []),
      ...(critical !== undefined && area !== undefined
        ? [criticalCurrentFigure(test.label, critical, area.value)]
        : []),
    ],
    methods: [
      `Overpotentials are the ${words[test.options.overpotential]} of each half cycle without its first row, cycles the mean of both directions. Half cycles end where the current turns round; ${test.halfCycles.length} were found in ${((series.timeS.at(-1)! - series.timeS[0]!) / 3600).toPrecision(3)} h.`,
      'Shorts are looked for as losses of potential at constant current within a half cycle, as losses between cycles that no trend explains, and as potentials below what the electrolyte takes; a flat trace alone is no evidence.',
    ],
  };
}

const words = { plateau: 'median of the middle half', mean: 'mean over time', end: 'last value' } as const;

/** Where a reader wants to look closer: the first cycles, the end of formation, the short or the last cycles. */
function closeUps({ cycles, formation, shortCycle }: SymmetricAnalysis): CloseUp[] {
  const n = cycles.length;
  if (n < 12) return [];
  const wide = 3;
  const view = (firstCycle: number): CloseUp => {
    const from = Math.max(1, Math.min(n - wide + 1, firstCycle));
    return { title: `Cycles ${from} to ${from + wide - 1}`, firstCycle: from, lastCycle: from + wide - 1 };
  };
  const middle = formation > wide ? formation : Math.round(n / 2);
  return [view(1), view(middle), view(shortCycle === null ? n : shortCycle - 1)];
}
