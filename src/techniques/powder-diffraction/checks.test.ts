import { describe, expect, it } from 'vitest';
import type { Finding } from '../technique.js';
import { refinementFindings } from './checks.js';
import { correctedFractions } from './derive/corrected-fractions.js';
import { weightFractions } from './derive/weight-fractions.js';
import type { Refinement } from './refinement.js';
import {
  anatase,
  freeParameter,
  type HandMade,
  handMadeRefinement,
  parameter,
  site,
  structureOf,
  zincite,
} from './test-support/hand-made-refinement.js';

const find = (findings: readonly Finding[], code: string) => findings.filter((finding) => finding.code === code);
const codes = (refinement: Refinement) => refinementFindings(refinement).map(({ code }) => code);
const of = (made: HandMade) => refinementFindings(handMadeRefinement(made));

describe('refinementFindings', () => {
  it('says nothing of a good fit', () => {
    expect(codes(handMadeRefinement())).toEqual([]);
  });

  it('says when the minimum was not reached', () => {
    const [finding] = find(of({ more: { converged: false, lastShift: 2.34 } }), 'not-converged');
    expect(finding.severity).toBe('error');
    expect(finding.message).toContain('2.3 of its esd');
    expect(finding.where).toBe('mixture');
  });

  it('names a singular combination in words, with the reason', () => {
    const terms = [
      ['X', 0.71],
      ['anatase.sizeBroadening', -0.7],
      ['background.0', 0.01],
    ] as const;
    const [finding] = find(of({ more: { singular: [{ terms }] } }), 'singular');
    expect(finding.message).toContain('Lorentzian width X (X) and size broadening of anatase (anatase.sizeBroadening)');
    expect(finding.message).toContain('0.71 X - 0.70 anatase.sizeBroadening');
    expect(finding.message).toContain('broaden the lines alike');
    expect(finding.message).not.toContain('background');
    const shift = [
      ['zero', 1],
      ['displacement', 0.9],
    ] as const;
    expect(find(of({ more: { singular: [{ terms: shift }] } }), 'singular')[0].message).toContain('option shift');
    const alone = [['anatase.marchDollase', 1]] as const;
    expect(find(of({ more: { singular: [{ terms: alone }] } }), 'singular')[0].message).toContain('does not depend on');
    const several = ['S400', 'S004', 'S220'].map((name) => ({ terms: [[`anatase.${name}`, 1]] as const }));
    const together = find(of({ more: { singular: several } }), 'singular');
    expect(together).toHaveLength(1);
    expect(together[0].message).toMatch(/S400.*S004.*S220.*they were held/);
  });

  it('says once that a hump is not there, not thrice', () => {
    const parameters = [
      parameter('hump1.height', 0, { state: 'bound', unit: 'counts' }),
      parameter('hump1.position', 14, { state: 'bound', unit: 'deg' }),
      parameter('hump1.width', 10, { state: 'singular', unit: 'deg' }),
    ];
    const findings = of({ parameters, more: { singular: [{ terms: [['hump1.width', 1]] }] } });
    expect(find(findings, 'singular')).toEqual([]);
    expect(find(findings, 'at-bound')).toHaveLength(1);
    expect(find(findings, 'at-bound')[0].message).toContain('puts nothing into the hump');
    const there = [
      parameter('hump1.width', 2.5, { state: 'bound', unit: 'deg' }),
      freeParameter('hump1.height', 90, 9),
    ];
    expect(find(of({ parameters: there }), 'at-bound')[0].message).toContain('hump1.width = 2.5 deg');
  });

  it('sees a squared width at zero, wherever in the range', () => {
    // tan(theta) runs from 0.18 to 0.84: zero at 0.5.
    const parameters = [
      freeParameter('U', 0.04, 0.01),
      freeParameter('V', -0.04, 0.01),
      freeParameter('W', 0.01, 0.001),
    ];
    const [finding] = find(of({ parameters }), 'negative-variance');
    expect(finding.message).toContain('middle');
    // Nothing that is quoted is wrong for it, and most good refinements of sharp lines end there.
    expect(finding.severity).toBe('info');
    const fine = [freeParameter('U', 0.04, 0.01), freeParameter('V', -0.04, 0.01), freeParameter('W', 0.02, 0.001)];
    expect(find(of({ parameters: fine }), 'negative-variance')).toEqual([]);
    const held = [parameter('U', 0, { state: 'bound' }), freeParameter('W', 0.02, 0.001)];
    expect(find(of({ parameters: held }), 'negative-variance')).toHaveLength(1);
    // A Lorentzian profile that was asked for is no finding.
    expect(
      find(of({ parameters: [parameter('U', 0), parameter('V', 0), parameter('W', 0)] }), 'negative-variance'),
    ).toEqual([]);
  });

  it('names what stands at a bound, widths and displacements apart', () => {
    const parameters = [
      parameter('anatase.marchDollase', 0.1, { state: 'bound' }),
      parameter('U', 0, { state: 'bound' }),
      parameter('anatase.O1.uIso', 0, { state: 'bound', unit: 'angstrom^2' }),
    ];
    const [finding] = find(of({ parameters }), 'at-bound');
    expect(finding.message).toContain(
      'preferred orientation of anatase (anatase.marchDollase = 0.1) stands at a bound',
    );
    expect(finding.message).not.toContain('uIso');
    expect(finding.severity).toBe('warning');
    const mine = [parameter('anatase.O1.uIso', 0.002, { state: 'bound', unit: 'angstrom^2' })];
    expect(find(of({ parameters: mine }), 'at-bound')[0].message).toContain('anatase.O1.uIso = 0.002');
    const none = [parameter('X', 0, { state: 'bound' }), parameter('asymmetry', 5e-4, { state: 'bound' })];
    const [info] = find(of({ parameters: none }), 'at-bound');
    expect(info.severity).toBe('info');
    expect(info.message).toContain('Lorentzian width X (X) and asymmetry (asymmetry) came out as zero');
  });

  it('groups correlations and leaves those of the background out', () => {
    const correlations = [
      ['U', 'V', -0.99],
      ['V', 'W', -0.97],
      ['asymmetry', 'displacement', 0.967],
      ['background.0', 'background.1', -0.98],
      ['anatase.a', 'displacement', 0.93],
    ] as const;
    const [finding] = find(of({ more: { correlations } }), 'high-correlation');
    expect(finding.severity).toBe('warning');
    expect(finding.message).toContain('asymmetry with displacement (96.7 %)');
    expect(finding.message).toContain('U, V and W among themselves (up to 99.0 %)');
    expect(finding.message).not.toMatch(/background|93/);
    const [widths] = find(of({ more: { correlations: correlations.slice(0, 2) } }), 'high-correlation');
    expect(widths.severity).toBe('info');
  });

  it('says by how much esds are too small where the rest is correlated', () => {
    const base = handMadeRefinement();
    const agreement = { ...base.agreement, durbinWatson: 0.46, berarLelannRaw: 3.6, berarLelann: 3.6 / 1.508 };
    const [finding] = find(refinementFindings({ ...base, agreement }), 'serial-correlation');
    expect(finding.message).toContain('d = 0.46');
    expect(finding.message).toContain('about 2.4');
  });

  it('asks for more lines than parameters', () => {
    const names = ['a', 'c', 'Ti1.uIso', 'O1.uIso', 'O1.z'];
    const parameters = names.map((name) => freeParameter(`anatase.${name}`, 1, 0.1));
    expect(find(of({ parameters, range: [20, 45] }), 'short-range')[0].message).toMatch(
      /anatase has \d separate lines .* 5 par/,
    );
    expect(find(of({ parameters, range: [20, 140] }), 'short-range')).toEqual([]);
  });

  it('lists lines of no phase with their d', () => {
    const findings = of({ strangers: [{ twoThetaDeg: 28.17, height: 200 }] });
    expect(find(findings, 'unexplained-lines')[0].message).toMatch(/28\.1\d° \(d = 3\.16\d Å\)/);
  });

  it('calls a misfit poor only where it shows in the pattern', () => {
    const base = handMadeRefinement();
    const poor = { ...base.agreement, gof: 3.1, rwp: 14, rwpBackground: 18 };
    expect(find(refinementFindings({ ...base, agreement: poor }), 'poor-fit')[0].severity).toBe('warning');
    const many = { ...base.agreement, gof: 3.1, rwp: 2.2, rwpBackground: 3 };
    expect(find(refinementFindings({ ...base, agreement: many }), 'poor-fit')[0].severity).toBe('info');
  });

  it('sees few counts', () => {
    const base = handMadeRefinement();
    const pattern = { ...base.pattern, observed: base.pattern.observed.map(() => 3) };
    expect(find(refinementFindings({ ...base, pattern }), 'low-counts')[0].message).toContain('3 counts');
    expect(find(refinementFindings({ ...base, pattern: { ...pattern, weights: 'file' } }), 'low-counts')).toEqual([]);
  });
});

describe('cells', () => {
  const moved = (start: number, value: number, name: string) => freeParameter(name, value, 1e-4, { start });

  it('suspects the wavelength when every edge is off by one factor', () => {
    const parameters = [moved(3.785, 3.785 * 1.006, 'anatase.a'), moved(9.514, 9.514 * 1.0061, 'anatase.c')];
    const [finding] = find(of({ parameters }), 'wrong-wavelength');
    expect(finding.message).toContain('0.60 % longer');
    expect(finding.message).toContain('1.5313');
    const strained = [moved(3.785, 3.785 * 1.006, 'anatase.a'), moved(9.514, 9.514 * 1.002, 'anatase.c')];
    expect(find(of({ parameters: strained }), 'wrong-wavelength')).toEqual([]);
    const small = [moved(3.785, 3.785 * 1.001, 'anatase.a'), moved(9.514, 9.514 * 1.001, 'anatase.c')];
    expect(find(of({ parameters: small }), 'wrong-wavelength')).toEqual([]);
  });

  it('suspects it too when the sample stands a millimetre off', () => {
    const [finding] = find(of({ parameters: [freeParameter('displacement', -1.4, 0.01)] }), 'wrong-wavelength');
    expect(finding.message).toContain('-1.40 mm');
  });

  it('quotes what another description of the lines does to a cell', () => {
    const base = handMadeRefinement();
    const rwp = base.agreement.rwp;
    const spread = [
      {
        name: 'anatase.a',
        unit: 'angstrom',
        value: 3.785,
        sigma: 0.0001,
        largest: 0.0013,
        others: [
          { description: 'symmetric lines', value: 3.7863, rwp: 1.1 * rwp },
          { description: 'no Lorentzian strain width', value: 3.8, rwp: 3 * rwp },
        ],
      },
    ];
    const [finding] = find(refinementFindings(base, { spread }), 'profile-dependence');
    expect(finding.message).toContain('symmetric lines');
    expect(finding.message).toContain('anatase.a by 0.0013 Å (13 esds; symmetric lines');
    const worse = spread.map((one) => ({
      ...one,
      others: one.others.map((other) => ({ ...other, rwp: 1.3 * rwp })),
    }));
    expect(find(refinementFindings(base, { spread: worse }), 'profile-dependence')).toEqual([]);
    const still = spread.map((one) => ({ ...one, sigma: 0.001 }));
    expect(find(refinementFindings(base, { spread: still }), 'profile-dependence')).toEqual([]);
  });
});

describe('phases', () => {
  const scales = [0.359 / (4 * 79.865 * 136.3), 0.641 / (2 * 81.38 * 47.616)];
  const mixture = (relative = 0.003) =>
    handMadeRefinement({
      phases: [
        { structure: anatase, scale: scales[0] },
        { structure: zincite, scale: scales[1] },
      ],
      parameters: [
        freeParameter('anatase.scale', scales[0], relative * scales[0]),
        freeParameter('zincite.scale', scales[1], relative * scales[1]),
      ],
    });

  it('says what microabsorption may do to a mixture weighed 40 to 60 and read as 36 to 64', () => {
    const refinement = mixture();
    const weights = weightFractions(refinement)!;
    const [finding] = find(refinementFindings(refinement, { weights }), 'microabsorption');
    expect(finding.severity).toBe('warning');
    expect(finding.message).toContain('read as 35.9 % anatase and 64.1 % zincite');
    expect(finding.message).toMatch(/39\.\d % anatase and 60\.\d % zincite with 10 µm/);
    const half = find(refinementFindings(refinement, { weights, diametersMissing: ['zincite'] }), 'microabsorption')[0];
    expect(half.message).toContain('Nothing was corrected, since the diameter of zincite is missing');
    // Fractions that are hardly known hide it.
    const vague = mixture(0.2);
    expect(find(refinementFindings(vague, { weights: weightFractions(vague)! }), 'microabsorption')).toEqual([]);
  });

  it('says what was corrected, and when not to believe it', () => {
    const refinement = mixture();
    const weights = weightFractions(refinement)!;
    const at = (valueUm: number) => {
      const diameters = [0, 1].map(() => ({ valueUm, sigmaUm: null }));
      const corrected = correctedFractions(refinement, weights, diameters)!;
      return find(refinementFindings(refinement, { weights, corrected }), 'microabsorption')[0];
    };
    expect(at(11)).toMatchObject({ severity: 'info' });
    expect(at(11).message).toMatch(/become (39\.9|40\.\d) % anatase/);
    expect(at(60).severity).toBe('warning');
    expect(at(60).message).toContain('itself uncertain');
    expect(at(400).message).toContain('not corrected');
  });

  it('gives a limit for a phase that is not seen for sure', () => {
    const refinement = handMadeRefinement({
      phases: [
        { structure: anatase, scale: 1e-7 },
        { structure: zincite, scale: 1e-4 },
      ],
      parameters: [freeParameter('anatase.scale', 1e-7, 0.8e-7), freeParameter('zincite.scale', 1e-4, 1e-6)],
    });
    const weights = weightFractions(refinement)!;
    const found = find(refinementFindings(refinement, { weights }), 'trace-phase');
    expect(found.map(({ where }) => where)).toEqual(['anatase']);
    expect(found[0].message).toMatch(/at most [\d.]+ % at 95 %/);
    const unknown = handMadeRefinement({
      phases: [
        { structure: anatase, scale: 1e-4 },
        { structure: zincite, scale: 1e-4 },
      ],
      parameters: [freeParameter('anatase.scale', 1e-4, 2e-4), freeParameter('zincite.scale', 1e-4, 2e-4)],
    });
    const [limit] = find(refinementFindings(unknown, { weights: weightFractions(unknown)! }), 'trace-phase');
    expect(limit.message).toContain('at most 100 % at 95 %');
  });

  it('says when a phase is not there at all', () => {
    const refinement = handMadeRefinement({
      phases: [{ structure: anatase, scale: 0 }, { structure: zincite }],
      parameters: [parameter('anatase.scale', 0, { state: 'bound' }), freeParameter('zincite.scale', 1e-4, 1e-6)],
    });
    const findings = refinementFindings(refinement, { weights: weightFractions(refinement)! });
    expect(find(findings, 'trace-phase')[0].message).toContain('none of anatase');
    expect(find(findings, 'at-bound')).toEqual([]);
  });

  it('doubts an amorphous content below zero', () => {
    const told = (value: number) =>
      find(
        refinementFindings(handMadeRefinement(), {
          quantities: { amorphousFraction: { value, sigma: 0.02, unit: '1' } },
        }),
        'negative-amorphous',
      );
    expect(told(-0.1)[0].message).toContain('−10.0(20) %');
    expect(told(-0.03)).toEqual([]);
    expect(told(0.3)).toEqual([]);
  });

  it('says which phases cannot be told apart', () => {
    const twin = { ...anatase, name: 'twin' };
    const [finding] = find(of({ phases: [{ structure: anatase }, { structure: twin }] }), 'overlapping-phases');
    expect(finding.message).toContain('anatase and twin');
    const parameters = [freeParameter('anatase.scale', 1, 0.1), freeParameter('zincite.scale', 1, 0.1)];
    const covariance = Float64Array.of(0.01, -0.0095, -0.0095, 0.01);
    const phases = [{ structure: anatase }, { structure: zincite }];
    expect(find(of({ phases, parameters, covariance }), 'overlapping-phases')[0].message).toContain('-95 %');
    expect(find(of({ phases, parameters }), 'overlapping-phases')).toEqual([]);
  });

  it('refuses atoms that do not vibrate, where the fit says so', () => {
    const structure = structureOf('anatase', anatase.cell, [
      site('Ti1', 'Ti', { uIso: 0 }),
      site('O1', 'O', { uAniso: [0.01, 0.01, 0.01, 0.02, 0, 0] }),
      site('O2', 'O', { uIso: 0, uAssumed: true }),
    ]);
    const parameters = [
      parameter('anatase.Ti1.uIso', 0, { state: 'bound' }),
      freeParameter('anatase.O1.U12', 0.02, 0.001),
      parameter('anatase.O2.uIso', 0),
    ];
    const findings = of({ phases: [{ structure }], parameters });
    expect(find(findings, 'negative-displacement-parameter')[0].message).toContain('of Ti1 and O1 are');
    expect(find(findings, 'assumed-displacements')[0].message).toContain('for O2;');
    expect(find(findings, 'at-bound')).toEqual([]);
  });
});
