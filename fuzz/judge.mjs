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

/** For each row of a table: is it a row of the original, over the columns that both have? */
function knownRows(table, original, derived) {
  const [now, before] = [byTitle(table), byTitle(original)];
  const common = table.columns.filter(
    (column) => before.get(title(column)) && now.get(title(column)) && !derived.includes(column.name),
  );
  const columns = common.map((column) => before.get(title(column)));
  const there = new Set(rowKeys(original, columns));
  return rowKeys(table, common).map((key) => there.has(key));
}

const told = (recording) => new Set(recording.diagnostics.map(({ code, message }) => `${code} ${message}`));

/**
 * @returns a sentence when untouched rows hold other numbers and no diagnostic tells, else undefined
 */
export function silentlyWrong(sound, damaged, { spots, foreign }, derived = []) {
  const before = told(sound);
  if ([...told(damaged)].some((line) => !before.has(line))) return undefined;
  for (const table of damaged.tables) {
    // A doubled piece may hold the head of another table, so a row may come from any.
    const known = sound.tables.map((original) => knownRows(table, original, derived));
    if (known.length === 0) continue;
    let strange = 0;
    for (let row = 0; row < table.rows; row++) if (!known.some((rows) => rows[row])) strange += 1;
    const honest = 2 * spots + Math.ceil(foreign / 3);
    if (strange > honest) {
      return `${strange} of ${table.rows} rows of table "${table.name}" hold other numbers (at most ${honest} were touched) and no diagnostic says so`;
    }
  }
  return undefined;
}

/** What every structure must be that a reader lets through. */
export function impossible({ structures }) {
  for (const { name, cell, sites, spaceGroup } of structures) {
    const numbers = [
      ...Object.values(cell),
      ...sites.flatMap(({ position, occupancy, uIso, uAniso = [] }) => [...position, occupancy, uIso, ...uAniso]),
    ];
    if (!numbers.every(Number.isFinite)) return `${name} holds numbers that are none`;
    if (Object.values(cell).some((value) => !(value > 0))) return `${name} has no cell`;
    if (spaceGroup.operations.length === 0) return `${name} has no symmetry, not even none`;
    for (const { label, multiplicity, occupancy } of sites) {
      if (!(multiplicity > 0 && spaceGroup.operations.length % multiplicity === 0))
        return `${name}: ${label} stands at ${multiplicity} of ${spaceGroup.operations.length} places`;
      if (occupancy < 0 || occupancy > 1) return `${name}: ${label} is filled to ${occupancy}`;
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
