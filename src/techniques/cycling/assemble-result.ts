/** What all tests gave, as one result. */
import type { Quantity } from '../../quantity/quantity.js';
import type { AnalysisResult, Conditions, Finding } from '../technique.js';
import { halfCyclesTable } from './half-cycles/half-cycles-table.js';
import type { CyclingPart, CyclingTest } from './part.js';

export interface AnalysedTest {
  readonly test: CyclingTest;
  readonly part: CyclingPart;
  readonly conditions: Conditions;
  readonly findings: readonly Finding[];
}

/** A single test speaks for the whole; several stand beside each other, their figures and tables numbered. */
export function assembleResult(tests: readonly AnalysedTest[], findings: readonly Finding[]): AnalysisResult {
  const single = tests.length === 1;
  const numbered = (id: string, k: number): string => (single ? id : `${id}-${k + 1}`);
  const quantities: Record<string, Quantity> = single ? { ...tests[0]!.part.quantities } : {};
  return {
    quantities,
    series: tests.map(({ test, part, conditions, findings: own }) => ({
      label: test.label,
      conditions,
      quantities: part.quantities,
      findings: own,
    })),
    findings: [...findings],
    tables: tests.flatMap(({ test, part }, k) =>
      [...part.tables, halfCyclesTable(test)].map((table) => ({ ...table, id: numbered(table.id, k) })),
    ),
    figures: tests.flatMap(({ part }, k) => part.figures.map((figure) => ({ ...figure, id: numbered(figure.id, k) }))),
    methods: [...new Set(tests.flatMap(({ part }) => part.methods))],
  };
}
