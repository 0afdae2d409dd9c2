import { printCifNumber } from '../../../crystal/cif/print-cif-number.js';
import { CifWriter } from '../../../crystal/cif/write-cif.js';
import type { ScatteringTable } from '../../../crystal/scattering/scatterer-for.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { esdFactorWords } from '../derive/esd-factor.js';
import { weightFractions } from '../derive/weight-fractions.js';
import type { Refinement } from '../refinement.js';
import { instrumentItems, measurementItems, processingItems } from './pattern-items.js';
import { pointsLoop, reflectionsLoop } from './pattern-loops.js';
import { phaseBlock, phaseRefinementItems } from './phase-items.js';
import { refinementItems } from './refinement-items.js';

/** What a CIF holds beside the refinement. */
export interface PowderCifFacts {
  /** Tables of the scattering factors that were used. @default 'waasmaier-kirfel-chantler' */
  readonly scattering?: ScatteringTable;
  /** Version of this program. */
  readonly version?: string;
  /** Of the sample while it was measured; K or degC. */
  readonly temperature?: Quantity;
  /** Maker and model of the diffractometer. */
  readonly instrument?: string;
  /** Start of the measurement as the file has it. */
  readonly measured?: string;
}

/**
 * A refinement as CIF with powder data (B. H. Toby, R. B. Von Dreele, A. C. Larson, J. Appl. Cryst. 36 (2003) 1290,
 * doi:10.1107/S0021889803016819): a single block where there is one phase; else a block for the pattern, which lists the
 * phases, and one for each of them. What only the author knows is written as `?`, to be filled in before it is deposited.
 */
export function powderCif(refinement: Refinement, facts: PowderCifFacts = {}): string {
  const writer = new CifWriter();
  const { phases, pattern } = refinement;
  writer.comment(
    `Written by Interphase. Items with a question mark are for the author to fill in; standard uncertainties are those of the fit times ${esdFactorWords(pattern)}.`,
  );
  if (phases.length === 1) {
    const [phase] = phases;
    writer.block(phase.name);
    audit(writer, facts, blockId(pattern.label, phase.name, facts));
    phaseBlock(writer, refinement, phase, facts);
    phaseRefinementItems(writer, refinement, phase);
    wholePattern(writer, refinement, facts);
    reflectionsLoop(writer, refinement, false);
    pointsLoop(writer, refinement);
    return writer.toString();
  }
  writer.block(patternBlockName(refinement));
  audit(writer, facts, blockId(pattern.label, 'pattern', facts));
  writer.item('_pd_block_diffractogram_id', blockId(pattern.label, 'pattern', facts));
  phasesLoop(writer, refinement, facts);
  wholePattern(writer, refinement, facts);
  reflectionsLoop(writer, refinement, true);
  pointsLoop(writer, refinement);
  for (const phase of phases) {
    writer.block(phase.name);
    writer.item('_pd_block_id', blockId(pattern.label, phase.name, facts));
    writer.item('_pd_block_diffractogram_id', blockId(pattern.label, 'pattern', facts));
    phaseBlock(writer, refinement, phase, facts);
    phaseRefinementItems(writer, refinement, phase);
  }
  return writer.toString();
}

function wholePattern(writer: CifWriter, refinement: Refinement, facts: PowderCifFacts): void {
  instrumentItems(writer, refinement, facts);
  measurementItems(writer, refinement);
  processingItems(writer, refinement);
  refinementItems(writer, refinement);
}

function audit(writer: CifWriter, { version, measured }: PowderCifFacts, id: string): void {
  const program = version === undefined ? 'Interphase' : `Interphase ${version}`;
  writer
    .item('_audit_creation_method', program)
    .item('_pd_block_id', id)
    .item('_computing_structure_refinement', program)
    .item('_computing_publication_material', program)
    .item('_pd_meas_datetime_initiated', measured ?? '?');
}

/** Names of blocks must differ, also where a phase is called like the pattern. */
function patternBlockName({ pattern, phases }: Refinement): string {
  let name = `pattern_${pattern.label}`;
  while (phases.some((phase) => phase.name.toLowerCase() === name.toLowerCase())) name += '_';
  return name;
}

/** Parts that bars separate: when it was measured, where the file says so, what, and by which program. */
function blockId(label: string, part: string, { measured }: PowderCifFacts): string {
  const plain = (text: string): string => text.replace(/[|\s]+/g, '_');
  const parts = [...(measured === undefined || measured === '' ? [] : [measured]), `${label}_${part}`, 'Interphase'];
  return parts.map(plain).join('|');
}

function phasesLoop(writer: CifWriter, refinement: Refinement, facts: PowderCifFacts): void {
  const { phases, pattern } = refinement;
  const weights = weightFractions(refinement);
  const n = phases.length;
  writer.loop(
    ['_pd_phase_id', '_pd_phase_block_id', '_pd_phase_name', '_pd_phase_mass_%'],
    phases.map(({ name }, k) => [
      k + 1,
      blockId(pattern.label, name, facts),
      name,
      weights === undefined
        ? '?'
        : withSigma(100 * weights.fractions[k], 100 * Math.sqrt(Math.max(0, weights.covariance[k * n + k]))),
    ]),
  );
}

function withSigma(value: number, sigma: number): string {
  return printCifNumber(value, sigma > 0 ? sigma : null, 4);
}
