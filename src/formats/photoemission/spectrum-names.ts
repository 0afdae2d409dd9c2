/** Names of the tables of a file that holds many spectra. */

/**
 * One name for each spectrum, all different: the first part (the region), with those of the further parts (sample, group,
 * cycle, scan) that tell spectra of the same first part from each other, and a number where even they are the same.
 *
 * @param parts of each spectrum, the same number for all; `''` where it has none
 */
export function spectrumNames(parts: readonly (readonly string[])[]): string[] {
  const alike = new Map<string, number[]>();
  for (const [index, [first = '']] of parts.entries()) {
    const found = alike.get(first);
    if (found === undefined) alike.set(first, [index]);
    else found.push(index);
  }
  const names = new Array<string>(parts.length).fill('');
  for (const indices of alike.values()) {
    const width = parts[indices[0]!]!.length;
    const telling: number[] = [0];
    let told = 1;
    for (let part = 1; part < width && told < indices.length; part++) {
      const more = [...telling, part];
      const kept = new Set(indices.map((index) => more.map((at) => parts[index]![at]).join('\n'))).size;
      if (kept === told) continue;
      telling.push(part);
      told = kept;
    }
    for (const index of indices) {
      names[index] = telling
        .map((part) => parts[index]![part]!.trim())
        .filter((word, at, words) => word !== '' && words.indexOf(word) === at)
        .join(', ');
    }
  }
  const taken = new Set<string>();
  const last = new Map<string, number>();
  return names.map((bare) => {
    const plain = bare === '' ? 'spectrum' : bare;
    let number = last.get(plain) ?? 0;
    let name = plain;
    do {
      number += 1;
      name = number === 1 ? plain : `${plain} (${number})`;
    } while (taken.has(name));
    last.set(plain, number);
    taken.add(name);
    return name;
  });
}
