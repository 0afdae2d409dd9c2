import type { Setting } from '../../../../src/formats/recording.js';

/** Settings whose name and value together hold every word of the query, in any case; all of them for an empty one. */
export function searchSettings(
  settings: readonly (readonly [name: string, value: Setting])[],
  query: string,
): readonly (readonly [name: string, value: Setting])[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return settings;
  return settings.filter(([name, value]) => {
    const text = `${name} ${value}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
