import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { isInterphaseError } from '../../errors.js';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type Recording } from '../recording.js';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

interface Content {
  readonly sheets: readonly { readonly name: string; readonly data: string }[];
  readonly texts?: string;
  readonly styles?: string;
  readonly properties?: string;
}

function workbook({ sheets, texts, styles, properties = '' }: Content): Uint8Array {
  const list = sheets.map(({ name }, k) => `<sheet name="${name}" sheetId="${k + 1}" r:id="rId${k + 1}"/>`).join('');
  const relations = sheets.map((_, k) => `<Relationship Id="rId${k + 1}" Target="worksheets/sheet${k + 1}.xml"/>`);
  const files: Record<string, string> = {
    '[Content_Types].xml': `${XML}<Types/>`,
    'xl/workbook.xml': `${XML}<workbook>${properties}<sheets>${list}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships>${relations.join('')}</Relationships>`,
    ...(texts === undefined ? {} : { 'xl/sharedStrings.xml': `${XML}<sst>${texts}</sst>` }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': `${XML}<styleSheet>${styles}</styleSheet>` }),
  };
  for (const [k, { data }] of sheets.entries()) {
    files[`xl/worksheets/sheet${k + 1}.xml`] = `${XML}<worksheet><sheetData>${data}</sheetData></worksheet>`;
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

const read = (bytes: Uint8Array, name = 'a.xlsx'): Promise<Recording> => readRecording(fileFromBytes(name, bytes));
const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const number = (value: number | string): string => `<c><v>${value}</v></c>`;
const row = (...cells: string[]): string => `<row>${cells.join('')}</row>`;

const record = row(
  ...['DataPoint', 'Cycle Index', 'Step Type', 'Time', 'Total Time', 'Current(A)', 'Voltage(V)'].map(inline),
).concat(
  ...Array.from({ length: 12 }, (_, k) =>
    row(
      number(k + 1),
      number(1),
      inline(k < 6 ? 'CC Chg' : 'CC DChg'),
      inline(`00:00:${String((k % 6) * 10).padStart(2, '0')}`),
      inline(`00:0${k < 6 ? 0 : 1}:${String((k % 6) * 10).padStart(2, '0')}`),
      number(k < 6 ? 0.001 : -0.001),
      number(3 + k / 100),
    ),
  ),
);

describe('Excel workbooks', () => {
  it('reads the record sheet of a cycler with its meanings, beside the others', async () => {
    const test = row(inline('Start step ID'), number(1), inline('Cycle count'), number(0));
    const recording = await read(
      workbook({
        sheets: [
          { name: 'test', data: test },
          { name: 'record', data: record },
        ],
      }),
    );
    expect(recording.format).toBe('xlsx');
    const table = recording.tables.find(({ name }) => name === 'record')!;
    expect(table.rows).toBe(12);
    const kinds = Object.fromEntries(table.columns.flatMap((column) => (column.kind ? [[column.kind, column]] : [])));
    expect(Object.keys(kinds).sort()).toEqual(['current', 'cycle', 'potential', 'state', 'step-time', 'time'].sort());
    const values = (kind: string): number[] => {
      const column = kinds[kind]!;
      return isNumberColumn(column) ? [...column.values] : [];
    };
    expect(values('time').at(-1)).toBe(110);
    expect(values('step-time')[6]).toBe(0);
    expect(kinds['step-time']).toMatchObject({ name: 'Time', unit: 's' });
    expect(values('current')[11]).toBe(-0.001);
    expect(recording.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('understands shared, rich, inline and escaped texts, and what stands above the names', async () => {
    const texts =
      '<si><t>Cell &amp; lab</t></si><si><r><t>Cur</t></r><r><rPr/><t>rent/A</t></r></si><si><t xml:space="preserve">t/s</t></si>';
    const data =
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>7</v></c></row>' +
      '<row r="4"><c r="B4" t="s"><v>2</v></c><c r="C4" t="s"><v>1</v></c></row>' +
      [1, 2, 3]
        .map((k) => `<row r="${k + 4}"><c r="B${k + 4}"><v>${k}</v></c><c r="C${k + 4}"><v>1E-3</v></c></row>`)
        .join('');
    const { tables, settings } = await read(workbook({ sheets: [{ name: 'S', data }], texts }));
    expect(settings).toEqual({ 'S: Cell & lab': 7 });
    expect(tables[0]!.columns.slice(1)).toEqual([
      { name: 't', unit: 's', kind: 'time', values: Float64Array.of(1, 2, 3) },
      { name: 'Current', unit: 'A', kind: 'current', values: Float64Array.of(1e-3, 1e-3, 1e-3) },
    ]);
  });

  it('leaves dates as days and says so, by format codes of its own too', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="[h]:mm:ss"/><numFmt numFmtId="171" formatCode="0.00&quot;d&quot;"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>';
    const data = row(inline('Date'), inline('Test Time'), inline('Capacity')).concat(
      ...[1, 2, 3].map(
        (k) => `<row><c s="1"><v>4500${k}.5</v></c><c s="2"><v>${k}</v></c><c s="3"><v>${k}</v></c></row>`,
      ),
    );
    const properties = '<workbookPr date1904="1"/>';
    const { tables, diagnostics } = await read(workbook({ sheets: [{ name: 'S', data }], styles, properties }));
    expect(tables[0]!.columns).toMatchObject([{ unit: 'd' }, { unit: 'd', kind: 'time' }, { unit: '' }]);
    const dates = diagnostics.filter(({ code }) => code === 'dates-as-numbers');
    expect(dates).toHaveLength(2);
    expect(dates[0]!.message).toContain('1904-01-01');
  });

  it('says when no sheet is a measurement', async () => {
    const data = row(inline('Name'), inline('Remark')) + row(inline('a'), inline('b'));
    const { tables, diagnostics } = await read(workbook({ sheets: [{ name: 'S', data }] }));
    expect(tables[0]).toMatchObject({ rows: 1, columns: [{ text: ['a'] }, { text: ['b'] }] });
    expect(diagnostics.map(({ code }) => code)).toEqual(['no-measurement']);
  });

  it('refuses a workbook without cells, and one that is mostly holes', async () => {
    await expect(read(workbook({ sheets: [{ name: 'S', data: '' }] }))).rejects.toMatchObject({ code: 'empty-file' });
    const far = Array.from({ length: 100 }, (_, k) => `<row><c r="XFC${k + 1}"><v>1</v></c></row>`).join('');
    await expect(read(workbook({ sheets: [{ name: 'S', data: far }] }))).rejects.toMatchObject({
      code: 'malformed-file',
    });
  });

  it('refuses a sheet that unpacks to more than a spreadsheet holds', async () => {
    const bomb = zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(100 * 1024 * 1024),
    });
    await expect(read(bomb)).rejects.toMatchObject({ code: 'malformed-file' });
  });

  it('refuses a number that was damaged', async () => {
    const whole = workbook({ sheets: [{ name: 'record', data: record }] });
    const clean = await read(whole);
    for (let at = 0; at < whole.length; at++) {
      const damaged = whole.slice();
      damaged[at] = damaged[at]! ^ 0x10;
      const outcome = await read(damaged).catch((error: unknown) => error);
      if (outcome instanceof Error) continue;
      const { tables, diagnostics } = outcome as Recording;
      if (tables.length === clean.tables.length && diagnostics.length === clean.diagnostics.length) {
        // What is read without a complaint is what was written, but for the names of parts.
        expect(tables.map(({ columns }) => columns)).toEqual(clean.tables.map(({ columns }) => columns));
      }
    }
  });

  it('survives cuts and wrong bytes', async () => {
    const whole = workbook({ sheets: [{ name: 'record', data: record }] });
    let state = 3;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let times = 0; times < 150; times++) {
      const damaged = times % 2 === 0 ? whole.slice(0, 1 + random(whole.length)) : whole.slice();
      if (times % 2 === 1) damaged[random(damaged.length)] = random(256);
      const outcome = await read(damaged).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(isInterphaseError(outcome)).toBe(true);
    }
  });

  const sheet = sharedData('cycling', 'neware', 'Experiment_Record.xlsx');
  it.skipIf(sheet === undefined)('reads the record sheet of ../shared/data (skipped without it)', async () => {
    const { tables, diagnostics } = await read(new Uint8Array(readFileSync(sheet!)));
    expect(tables).toHaveLength(1);
    expect(tables[0]).toMatchObject({
      name: 'sample_data_neware',
      rows: 3,
      columns: [
        { name: 'Name', text: ['Cell1', 'Cell2', 'Cell3'] },
        { name: 'Chemistry', text: ['NMC622', 'NMC811', 'LFP'] },
        { name: 'Nominal Capacity', unit: 'Ah', values: Float64Array.of(5, 3, 2.5) },
        { name: 'Start date', unit: 'd' },
      ],
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(['dates-as-numbers', 'no-measurement']);
  });
});
