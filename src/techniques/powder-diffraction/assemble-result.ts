/** Refined patterns to the Result: quantities, findings, tables, figures, files, structures and the words of a methods section. */
import { buildScene } from '../../crystal/scene/build-scene.js';
import type { Figure } from '../../figure/figure.js';
import { printQuantity } from '../../quantity/print.js';
import type { Quantity } from '../../quantity/quantity.js';
import { structureFigure } from '../structure-figure.js';
import type { AnalysisResult, Finding, ResultFile, ResultTable, SeriesEntry } from '../technique.js';
import type { AnalysedPattern } from './analysed-pattern.js';
import { refinementFindings } from './checks.js';
import { type PatternQuantities, patternQuantities, type QuantityOptions } from './derive/pattern-quantities.js';
import { instrumentText } from './export/instrument-text.js';
import { patternCsv } from './export/pattern-csv.js';
import { powderCif } from './export/powder-cif.js';
import { detailFigure, patternFigure } from './figures/pattern-figure.js';
import { patternsFigure } from './figures/patterns-figure.js';
import { seriesFigures } from './figures/series-figure.js';
import { methodsOf } from './methods.js';
import { modelOf } from './model-of.js';
import type { PowderDiffractionOptions } from './options.js';
import type { NamedStructure } from './phase-setups.js';
import type { SearchedPhase } from './search/search-phases.js';
import { searchTable } from './search/search-table.js';
import { spreadTable } from './spread-table.js';
import { atomsTable, bondsTable, parametersTable, phasesTable, reflectionsTable, stagesTable } from './tables.js';

export interface ResultParts {
  readonly patterns: readonly AnalysedPattern[];
  readonly phases: readonly NamedStructure[];
  readonly options: PowderDiffractionOptions;
  readonly words: QuantityOptions;
  /** What was found out about files, radiation and phases. */
  readonly findings: readonly Finding[];
  /** What became of the candidates, where there were any. */
  readonly search?: readonly SearchedPhase[] | undefined;
}

/** More patterns than this have their tables and figures made for the first and the last of them only. */
const MOST_DETAILED = 4;

export function assembleResult(parts: ResultParts): AnalysisResult {
  const { patterns, words, options, search } = parts;
  const told = patterns.map((pattern) => ({
    pattern,
    numbers: patternQuantities(pattern.refinement, { ...words, instrumentKnown: pattern.instrumentKnown }),
  }));
  const series = told.map(
    ({ pattern, numbers }): SeriesEntry => ({
      label: pattern.label,
      conditions: pattern.conditions,
      quantities: numbers.quantities,
      findings: [
        ...pattern.findings,
        ...refinementFindings(pattern.refinement, { ...numbers, spread: pattern.spread, absent: pattern.absent }),
      ],
    }),
  );
  const detailed = told.filter((_, k) => told.length <= MOST_DETAILED || k === 0 || k === told.length - 1);
  const last = patterns[patterns.length - 1]!.refinement;
  const scenes = last.phases.map(({ structure }) => buildScene(structure));
  return {
    quantities: patterns.length === 1 ? headline(series[0]!.quantities) : {},
    series,
    findings: parts.findings,
    tables: [
      ...(search === undefined ? [] : [searchTable(search)]),
      ...detailed.flatMap(({ pattern, numbers }) => tablesOf(pattern, numbers, told.length > 1)),
    ],
    figures: [
      ...detailed.flatMap(({ pattern, numbers }) => figuresOf(pattern, numbers, told.length > 1)),
      ...seriesPart(parts, series),
      ...scenes.map((scene, k) =>
        structureFigure(scene, {
          id: `structure-${last.phases[k]!.name}`,
          caption: structureCaption(last.phases[k]!.name, scene.formula, scene.spaceGroup),
        }),
      ),
    ],
    methods: methodsOf(patterns[0]!.refinement, {
      scattering: options.scattering,
      sizeStrain: { instrumentKnown: words.instrumentKnown },
      microabsorption: told[0]!.numbers.corrected !== undefined,
      standard: options.internalStandard,
      patternCount: patterns.length,
    }),
    model: modelOf(last),
    files: filesOf(patterns, options),
    structures: scenes,
  };
}

/** Of a single pattern, what a caption quotes: how well it fits, cells, amounts. */
function headline(quantities: SeriesEntry['quantities']): Record<string, Quantity> {
  const wanted =
    /^(rwp|gof)$|\.(a|b|c|alpha|beta|gamma|volume|density|weightFraction|weightFractionCorrected|absoluteFraction)$|^amorphousFraction$/;
  return Object.fromEntries(
    Object.entries(quantities).filter(([name, { note }]) => wanted.test(name) && note !== 'fixed by symmetry'),
  );
}

function tablesOf(
  { label, refinement, spread }: AnalysedPattern,
  { weights, corrected, sizes }: PatternQuantities,
  isSeries: boolean,
): ResultTable[] {
  const of = isSeries ? { of: label } : {};
  const bonds = refinement.phases.flatMap((phase) => bondsTable(refinement, phase, of) ?? []);
  return [
    phasesTable(refinement, { weights, corrected, sizes }, of),
    ...(refinement.method === 'rietveld' ? refinement.phases.map((phase) => atomsTable(refinement, phase, of)) : []),
    parametersTable(refinement, of),
    ...(spread === undefined || spread.length === 0 ? [] : [spreadTable(spread, of.of)]),
    stagesTable(refinement, of),
    ...bonds,
    reflectionsTable(refinement, of),
  ];
}

function figuresOf(
  { label, refinement, excludedRows }: AnalysedPattern,
  { weights }: PatternQuantities,
  isSeries: boolean,
): Figure[] {
  const suffix = isSeries ? `-${label}` : '';
  const phaseNotes = Object.fromEntries(
    refinement.phases.flatMap(({ name }, k) => {
      if (weights === undefined || refinement.phases.length < 2) return [];
      const sigma = Math.sqrt(weights.covariance[k * refinement.phases.length + k]!);
      return [[name, printQuantity({ value: 100 * weights.fractions[k]!, sigma: 100 * sigma, unit: '%' })]];
    }),
  );
  const options = { excludedRows, phaseNotes };
  const detail = detailFigure(refinement, { ...options, id: `pattern-detail${suffix}` });
  return [patternFigure(refinement, { ...options, id: `pattern${suffix}` }), ...(detail === undefined ? [] : [detail])];
}

function seriesPart({ patterns, phases }: ResultParts, series: readonly SeriesEntry[]): Figure[] {
  if (patterns.length < 2) return [];
  const all = patternsFigure(
    patterns.map(({ conditions, refinement }) => ({ conditions, pattern: refinement.pattern })),
  );
  return [
    ...(all === undefined ? [] : [all]),
    ...seriesFigures(
      series,
      phases.map(({ name }) => name),
    ),
  ];
}

function structureCaption(name: string, formula: string, spaceGroup: string): string {
  return `Structure of ${name} (${formula}, ${spaceGroup}) as refined; sectors of an atom are the shares of what fills its position, white is empty.`;
}

function filesOf(patterns: readonly AnalysedPattern[], options: PowderDiffractionOptions): ResultFile[] {
  return patterns.flatMap((pattern, k) => {
    const { label, refinement, conditions, origin } = pattern;
    const suffix = patterns.length === 1 ? '' : `-${label.replace(/[^A-Za-z0-9._-]+/g, '-')}`;
    const cif: ResultFile = {
      name: `refinement${suffix}.cif`,
      description: `structures, refinement and pattern of ${label} as CIF`,
      mediaType: 'chemical/x-cif',
      text: powderCif(refinement, {
        scattering: options.scattering,
        ...origin,
        ...(conditions.temperature === undefined ? {} : { temperature: conditions.temperature }),
      }),
    };
    if (patterns.length > MOST_DETAILED && k !== 0 && k !== patterns.length - 1) return [cif];
    // Of an instrument that was given there is nothing new to say.
    const instrument = pattern.instrumentKnown ? undefined : instrumentText(refinement);
    return [
      cif,
      ...(instrument === undefined
        ? []
        : [
            {
              name: `instrument${suffix}.instprm`,
              description: `widths of ${label} as instrument parameters (option instrument), where it is a standard`,
              mediaType: 'text/plain',
              text: instrument,
            },
          ]),
      {
        name: `pattern${suffix}.csv`,
        description: `observed and calculated pattern of ${label}, point by point`,
        mediaType: 'text/csv',
        text: patternCsv(refinement),
      },
    ];
  });
}
