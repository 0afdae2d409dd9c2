import { parseYaml } from '../../../../src/study/yaml-source.js';

/**
 * The entry of an analysis in study.yaml as it stands there now, options among its keys; also where the text has mistakes
 * that keep the study from running. Empty where the text cannot be read or has no such analysis.
 */
export function optionsInText(text: string, analysis: string): Readonly<Record<string, unknown>> {
  const { value } = parseYaml(text);
  const { analyses } = asRecord(value);
  const entries = asRecord(analyses);
  return Object.hasOwn(entries, analysis) ? asRecord(entries[analysis]) : {};
}

/** An option that is a list of texts, as it stands in study.yaml: one text alone counts as a list of one. */
export function listOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item !== 'object').map(String);
}

/** The entry of a list that a message quotes: what `tie "CPE2.n=CPE1.n": CPE2.n is not a parameter` is about. */
export function quotedEntry(message: string, list: readonly string[]): string | undefined {
  return list.find((entry) => message.includes(`"${entry}"`));
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
