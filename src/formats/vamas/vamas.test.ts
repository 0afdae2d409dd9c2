import { describe, expect, it } from 'vitest';
import { casaEvaluation } from '../casaxps/casa-settings.js';
import { vamasText } from '../export/vamas.js';
import { fileFromBytes } from '../file-like.js';
import { spectrumSettings } from '../photoemission/spectrum-settings.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type Recording } from '../recording.js';
import { CASA_COMMENTS, irregularVamas, vamasSpectrum } from '../test-support/photoemission-text.js';
import { modelSpectrum } from '../test-support/spectrum-model.js';

const { counts } = modelSpectrum();
const POINTS = counts.length;

function read(text: string): Promise<Recording> {
  return readRecording(fileFromBytes('a.vms', new TextEncoder().encode(text)));
}

/** Two blocks; a comment line in each marks where its count stands. */
function twoBlocks(): string[] {
  const comments = ['a remark'];
  return vamasText({
    spectra: [
      vamasSpectrum({ comments }),
      vamasSpectrum({ comments, sample: 'pellet 2', species: 'O', transition: '1s' }),
    ],
  }).split('\r\n');
}

/** The lines with the one that stands `before` the n-th line of a text replaced. */
function replaced(lines: readonly string[], text: string, offset: number, by: string, occurrence = 1): string {
  let at = -1;
  for (let found = 0; found < occurrence; found++) at = lines.indexOf(text, at + 1);
  expect(at).toBeGreaterThan(0);
  return lines.with(at + offset, by).join('\n');
}

/** Line of the first value: behind the number of values, and the least and the greatest of them. */
function firstValue(lines: readonly string[]): number {
  return lines.indexOf(String(POINTS)) + 3;
}

const codes = ({ diagnostics }: Recording): string[] => diagnostics.map(({ code }) => code);

function signal(recording: Recording, table = 0): number[] {
  const found = recording.tables[table]!.columns.filter(isNumberColumn).find(
    ({ kind }) => kind === 'counts' || kind === 'intensity',
  );
  return Array.from(found!.values);
}

describe('VAMAS', () => {
  it('reads what was written, line ends of either kind', async () => {
    const recording = await read(twoBlocks().join('\n'));
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['Ti 2p', POINTS],
      ['O 1s', POINTS],
    ]);
    expect(signal(recording, 1)).toEqual(counts);
    expect(codes(recording)).toEqual([]);
    expect(recording.tables[0]!.settings).toMatchObject({ comments: 'a remark', 'signal mode': 'pulse counting' });
  });

  it.each([
    ['comment lines of a block that the file cannot hold', 'a remark', -1, '2000000000'],
    ['a count of comment lines that is one too large', 'a remark', -1, '2'],
    ['a count of comment lines that is one too small', 'a remark', -1, '0'],
    ['a negative count', 'a remark', -1, '-3'],
    ['a count that is no number', 'a remark', -1, 'many'],
    ['more blocks than lines', 'Ti 2p', -1, '1000000'],
    ['an unknown scan mode', 'REGULAR', 0, 'SOMETIMES'],
    ['more corresponding variables than lines', 'intensity', -1, '4000000'],
    ['no corresponding variable', 'intensity', -1, '0'],
  ])('%s: one error that names the line', async (_, text, offset, by) => {
    await expect(read(replaced(twoBlocks(), text, offset, by))).rejects.toMatchObject({
      code: 'malformed-file',
      where: { file: 'a.vms', line: expect.any(Number) },
      message: expect.stringMatching(/line \d+/),
    });
  });

  it('a file of many small lies stays small: counts beyond the lines that are left are not believed', async () => {
    const lines = twoBlocks();
    const at = lines.indexOf('-1') + 5;
    // 2^31 values: what the file holds is read up to the next text.
    const huge = lines.with(lines.indexOf(String(POINTS), at), '2147483648').join('\n');
    const recording = await read(huge);
    expect(signal(recording)).toEqual(counts);
    expect(recording.tables).toHaveLength(2);
    expect(codes(recording)).toEqual(['truncated']);
    expect(recording.diagnostics[0]!.message).toContain(`declares 2147483648 values and holds ${POINTS}`);
  });

  it('what stands before a damaged block is kept', async () => {
    const recording = await read(replaced(twoBlocks(), 'a remark', -1, '7', 2));
    expect(recording.tables.map(({ name }) => name)).toEqual(['Ti 2p']);
    expect(recording.diagnostics).toEqual([
      expect.objectContaining({
        code: 'damaged-part',
        severity: 'error',
        message: expect.stringMatching(/block 2 of 2/),
      }),
    ]);
  });

  it('a cut file keeps its whole points, without the number that may be cut', async () => {
    const lines = twoBlocks();
    const first = firstValue(lines);
    const cut = await read(lines.slice(0, first + 10).join('\n'));
    expect(signal(cut)).toEqual(counts.slice(0, 9));
    const whole = await read(`${lines.slice(0, first + 10).join('\n')}\n`);
    expect(signal(whole)).toEqual(counts.slice(0, 10));
    for (const recording of [cut, whole]) expect(codes(recording)).toEqual(['truncated', 'truncated']);
    await expect(read(lines.slice(0, first - 20).join('\n'))).rejects.toMatchObject({ code: 'truncated-file' });
  });

  it('1E37 is a missing value; a word among the values is one too, and is told', async () => {
    const lines = twoBlocks();
    const first = firstValue(lines);
    const recording = await read(
      lines
        .with(first + 3, '1E37')
        .with(first + 5, '12x')
        .join('\n'),
    );
    const values = signal(recording);
    expect([values[3], values[5], values[4]]).toEqual([Number.NaN, Number.NaN, counts[4]]);
    expect(recording.diagnostics.find(({ code }) => code === 'unreadable-cell')).toMatchObject({ line: first + 6 });
  });

  it.each([
    ['exclusion', ['-2', '8', '25']],
    [
      'inclusion',
      ['38', ...Array.from({ length: 40 }, (_, at) => String(at + 1)).filter((item) => item !== '8' && item !== '25')],
    ],
  ])('%s list: later blocks take the items that they leave out from the first', async (_, list) => {
    const lines = twoBlocks();
    const header = lines.indexOf('REGULAR');
    // Behind the number of regions and that of variables.
    lines.splice(header + 3, 1, ...list);
    const second = lines.lastIndexOf('a remark');
    const workFunction = lines.lastIndexOf('4.3');
    lines.splice(workFunction, 1);
    lines.splice(second - 1, 2);
    const recording = await read(lines.join('\n'));
    expect(codes(recording)).toEqual([]);
    expect(signal(recording, 1)).toEqual(counts);
    expect(recording.tables[1]!.settings).toMatchObject({
      comments: 'a remark',
      workFunctionEv: 4.3,
      sampleName: 'pellet 2',
    });
  });

  it('what a first block says is not copied for each of very many', async () => {
    const many = 20_000;
    const lines = vamasText({
      spectra: [
        vamasSpectrum({
          comments: Array.from(
            { length: many },
            (_, line) => `CASA comp (*${line}*) (*GL(30)*) Area 1 MFWHM 1 Position 1`,
          ),
        }),
      ],
    }).split('\r\n');
    const header = lines.indexOf('REGULAR');
    // All items are left out but the number of scans.
    const items = Array.from({ length: 40 }, (_, at) => String(at + 1)).filter((item) => item !== '35');
    lines[lines.indexOf('Ti 2p') - 1] = String(many);
    lines.splice(header + 3, 1, '-39', ...items);
    const end = lines.indexOf('end of experiment');
    const blocks = Array.from({ length: many - 1 }, () => 'b\ns\n1\n1\n0\n0\n7');
    const text = [...lines.slice(0, end), ...blocks, ...lines.slice(end)].join('\n');
    const { tables } = await read(text);
    expect(tables.length).toBeGreaterThan(1000);
    const names = tables.slice(1).reduce((sum, { settings }) => sum + Object.keys(settings!).length, 0);
    expect(names).toBeLessThan(10 * text.split('\n').length + 100_000);
    expect(tables[1]!.settings!.comments).toBe(tables[0]!.settings!.comments);
  });

  it('lines of a later version of the standard are passed over', async () => {
    const lines = twoBlocks();
    const header = lines.indexOf('REGULAR');
    lines.splice(header + 5, 2, '1', '2', 'new in the experiment');
    const first = lines.lastIndexOf(String(POINTS), lines.lastIndexOf('pellet 2'));
    lines.splice(first, 0, 'new', 'new');
    const last = lines.lastIndexOf(String(POINTS));
    lines.splice(last, 0, 'new', 'new');
    const recording = await read(lines.join('\n'));
    expect(codes(recording)).toEqual([]);
    expect([signal(recording, 0), signal(recording, 1)]).toEqual([counts, counts]);
  });

  it('depth profiles have the items of sputtering', async () => {
    const lines = twoBlocks();
    lines[lines.indexOf('NORM')] = 'SDP';
    for (const sample of ['pellet 1', 'pellet 2']) {
      lines.splice(lines.indexOf('Al mono', lines.indexOf(sample)) + 1, 0, '18', '1', '1');
      // Energy, current, width (two), angles (two) and mode stand before the tilt of the sample.
      lines.splice(
        lines.lastIndexOf('0', lines.indexOf(String(POINTS), lines.indexOf(sample)) - 2) + 1,
        0,
        ...['500', '1e-6', '1', '1', '45', '0', 'continuous'],
      );
    }
    const recording = await read(lines.join('\n'));
    expect(codes(recording)).toEqual([]);
    expect(recording.tables[1]!.settings).toMatchObject({
      'sputtering ion atomic number': 18,
      'sputtering source energy': 500,
      'sputtering mode': 'continuous',
    });
  });

  it('irregular scans have their energies beside them, and a repeated energy has no step', async () => {
    const whole = await read(irregularVamas());
    expect(spectrumSettings(whole.tables[0]!).stepEv).toBeCloseTo(0.1, 6);
    const lines = irregularVamas().split('\n');
    const second = lines.indexOf('1024.7');
    const repeated = await read(lines.with(second, '1024.6').join('\n'));
    expect(spectrumSettings(repeated.tables[0]!).stepEv).toBeUndefined();
    expect(signal(repeated)).toEqual(counts);
  });

  it.each([
    ['2025-02-30', undefined],
    ['2025-03-14', '2025-03-14T00:00:00'],
    [undefined, undefined],
  ])('a start of %s is %s', async (startTime, due) => {
    const text = vamasText({ spectra: [vamasSpectrum(startTime === undefined ? {} : { startTime })] });
    expect((await read(text)).startTime).toBe(due);
  });

  it('values that are called counts and are none are an intensity, told once', async () => {
    const values = counts.map((count) => count / 3);
    const recording = await read(vamasText({ spectra: [vamasSpectrum({ values }), vamasSpectrum({ values })] }));
    expect(recording.tables.map(({ name }) => name)).toEqual(['Ti 2p', 'Ti 2p (2)']);
    expect(recording.tables[1]!.columns[1]).toMatchObject({ kind: 'intensity', unit: '' });
    expect(codes(recording)).toEqual(['not-counts']);
    expect(recording.diagnostics[0]!.message).toContain('2 of 2 spectra');
  });

  it('CasaXPS: region, components, ties and a calibration with decimal comma, there and back', async () => {
    const recording = await read(irregularVamas());
    expect(codes(recording)).toEqual(['calibration-not-applied']);
    const { regions, components, calibrations, notUnderstood } = casaEvaluation(recording.tables[0]!);
    expect(notUnderstood).toEqual([]);
    expect(calibrations).toEqual([{ measuredEv: 281.25, assignedEv: 285, scale: 'binding', how: 'ADD' }]);
    expect(regions).toEqual([
      {
        name: 'Ti 2p',
        background: 'U 3 Tougaard',
        startKineticEv: 1025.1,
        endKineticEv: 1032.2,
        rsf: 7.81,
        averagedPoints: 2,
        startOffset: 0.5,
        endOffset: -1,
        crossSection: [299, 542, 275, 3],
        tag: 'Ti 2p',
        uncorrectedRsf: 7.9,
      },
    ]);
    expect(components[1]).toEqual({
      name: 'Ti3+',
      lineShape: 'LF(0.54,10,80,100,6)',
      area: { value: 90, least: 1e-20, most: 5000, tiedTo: 0, by: 0.5 },
      fwhm: { value: 1.2, least: 0.5, most: 2, tiedTo: 0, by: 1 },
      position: { value: 1026.6, least: 1025, most: 1028, tiedTo: 0, by: -2 },
      rsf: 7.81,
      index: 1,
      tag: 'Ti 2p',
      constraint: 'A*0.5',
      uncorrectedRsf: 7.9,
    });
    expect(components[0]!.area.tiedTo).toBeUndefined();
  });

  it('a line of CasaXPS that is not understood stays in the comments', async () => {
    const comments = [...CASA_COMMENTS, 'CASA comp (*odd*) no numbers'];
    const [table] = (await read(irregularVamas(comments))).tables;
    expect(casaEvaluation(table!).notUnderstood).toEqual(['CASA comp (*odd*) no numbers']);
    expect(String(table!.settings!.comments).split('\n')).toHaveLength(comments.length);
  });
});
