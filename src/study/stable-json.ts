/**
 * JSON with the keys of every object in order, so that equal content gives equal text. Numbers are written as
 * JSON.stringify writes them; undefined fields are left out, as there.
 */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    const entries = Object.entries(item).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return Object.fromEntries(entries);
  });
}
