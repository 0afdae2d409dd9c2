import { describe, expect, it } from 'vitest';
import type { PatternRefinement } from './fit/refine-pattern.js';
import { refineStage, toTheEnd } from './fit/run-stages.js';
import * as ref from './test-support/reference-models.js';

function show(name: string, r: PatternRefinement): void {
  const { refinement } = r;
  console.log(
    name,
    'Rwp',
    refinement.agreement.rwp.toFixed(4),
    'P',
    refinement.agreement.parameterCount,
    'N',
    refinement.agreement.pointCount,
    'conv',
    refinement.converged,
    refinement.lastShift.toExponential(2),
    r.cellWasFound,
  );
  console.log(
    refinement.stages
      .map((s) => `${s.released} ${s.parameterCount} ${s.rwp.toFixed(4)} ${s.cycles} ${s.kept}`)
      .join('\n'),
  );
  console.log(
    refinement.parameters
      .filter((p) => p.state !== 'fixed' && !p.name.startsWith('background'))
      .map((p) => `${p.name}=${p.value.toPrecision(8)}(${p.sigma?.toPrecision(2)}) ${p.state}`)
      .join('\n'),
  );
  const again = refineStage(r.frame, r.outcome.refined, r.outcome.values, toTheEnd);
  console.log('again', again.sumOfSquares - r.outcome.sumOfSquares, again.cycles);
}

describe.skipIf(!ref.hasReferenceData)('x', () => {
  const tutorial = ref.laboratory(1.5405, 1.5443, 0.3 / 0.7);
  it('fap', async () => {
    const pattern = await ref.measuredPattern('FAP.XRA', [15, 130.02]);
    for (const [n, fix] of [
      ['A', ['Y=0.0573']],
      ['B', []],
    ] as const) {
      const t0 = performance.now();
      const r = ref.refineReference(
        pattern,
        tutorial,
        [ref.referencePhase('fap', ref.fluorapatite())],
        { background: 10, fix: [...fix] },
        ref.tutorialStarts(),
      );
      console.log('ms', performance.now() - t0);
      show(`FAP ${n}`, r);
    }
  });
  it('pbso4', async () => {
    const pattern = await ref.measuredPattern('PBSO4.XRA', [16, 158.4]);
    for (const [n, fix] of [
      ['A', ['Y=0.0573', 'asymmetry=0.03']],
      ['A+Y+SHL', []],
    ] as const) {
      const t0 = performance.now();
      const r = ref.refineReference(
        pattern,
        tutorial,
        [ref.referencePhase('pbso4', ref.leadSulfate)],
        { background: 8, fix: [...fix] },
        ref.tutorialStarts(),
      );
      console.log('ms', performance.now() - t0);
      show(`PBSO4 ${n}`, r);
    }
  });
  it('lab6', async () => {
    const pattern = await ref.measuredPattern('NIST660CBI.gsas', [20, 124.5]);
    const t0 = performance.now();
    const r = ref.refineReference(
      pattern,
      ref.laboratory(1.5405929, 1.544427, 1),
      [ref.referencePhase('lab6', ref.sharedStructure('lab6'))],
      { background: 10 },
      new Map(),
    );
    console.log('ms', performance.now() - t0);
    show(`LAB6`, r);
  });
});
