/**
 * Is what a reader made of a damaged file honest? A number may differ where the damage touched it: no reader can know that
 * a flipped digit was another one. But rows that nobody touched must hold the numbers they held before, or the reader must
 * have said that something is wrong.
 */

/** Rows of a table as text, over some of its columns. */
function rowKeys(table, columns) {
  const keys = new Array(table.rows);
  for (let row = 0; row < table.rows; row++) {
    let key = '';
    for (const column of columns) key += `${column.values === undefined ? column.text[row] : column.values[row]}|`;
    keys[row] = key;
  }
  return keys;
}

const title = (column) => `${column.name}\u0000${column.unit}`;

function byTitle(table) {
  const columns = new Map();
  for (const column of table.columns) columns.set(title(column), columns.has(title(column)) ? null : column);
  return columns;
}

const told = (recording) => new Set(recording.diagnostics.map(({ code, message }) => `${code} ${message}`));

/**
 * @returns a sentence when untouched rows hold other numbers and no diagnostic tells, else undefined
 */
export function silentlyWrong(sound, damaged, { spots, foreign }, derived = []) {
  const known = told(sound);
  if ([...told(damaged)].some((line) => !known.has(line))) return undefined;
  for (const [index, table] of damaged.tables.entries()) {
    const original = sound.tables.find(({ name }) => name === table.name) ?? sound.tables[index];
    if (original === undefined || table.rows === 0) continue;
    const before = byTitle(original);
    const common = table.columns.filter(
      (column) => before.get(title(column)) && byTitle(table).get(title(column)) && !derived.includes(column.name),
    );
    if (common.length === 0) continue;
    const there = new Set(
      rowKeys(
        original,
        common.map((column) => before.get(title(column))),
      ),
    );
    const strange = rowKeys(table, common).filter((key) => !there.has(key)).length;
    const honest = 2 * spots + Math.ceil(foreign / 3);
    if (strange > honest) {
      return `${strange} of ${table.rows} rows of table "${table.name}" hold other numbers (at most ${honest} were touched) and no diagnostic says so`;
    }
  }
  return undefined;
}

/** The invariants of every recording: columns as long as their table, sizes in proportion to the file. */
export function malformed(recording, fileBytes, mostGrowth) {
  let held = 0;
  for (const { name, rows, columns } of recording.tables) {
    for (const column of columns) {
      const length = column.values === undefined ? column.text.length : column.values.length;
      if (length !== rows) return `column "${column.name}" of table "${name}" has ${length} values for ${rows} rows`;
      held += column.values === undefined ? 8 * length : column.values.byteLength;
    }
  }
  const most = mostGrowth * fileBytes + 1_000_000;
  return held > most ? `${held} bytes of columns came out of a file of ${fileBytes}` : undefined;
}
