/** Several rooms' contributions to one test, in their order. */
import type { CyclingPart } from './part.js';

export function mergeParts(parts: readonly CyclingPart[]): CyclingPart {
  return {
    quantities: Object.assign({}, ...parts.map(({ quantities }) => quantities)),
    findings: parts.flatMap(({ findings }) => findings),
    tables: parts.flatMap(({ tables }) => tables),
    figures: parts.flatMap(({ figures }) => figures),
    methods: parts.flatMap(({ methods }) => methods),
  };
}
