import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import type { Recording } from '../recording.js';
import { joinTimeSeries } from './join-time-series.js';
import { readTimeSeries } from './read-time-series.js';
import { stateMeaning } from './state-words.js';
import { hasTimeSeries } from './time-columns.js';
import { controlState } from './time-series.js';

const folder = sharedData('cycling');

function fromText(text: string, name = 'run.csv'): Promise<Recording> {
  return readRecording(fileFromBytes(name, new TextEncoder().encode(text)));
}

function fromShared(name: string): Promise<Recording> {
  return readRecording(fileFromBytes(basename(name), new Uint8Array(readFileSync(join(folder!, name)))));
}

describe('a time series from CSV', () => {
  it('is in SI units whatever the file uses', async () => {
    const series = readTimeSeries(await fromText('time/h,voltage/mV,current/uA\n0,100,5\n1,110,5\n2,-90,-5\n'));
    expect([...series.timeS]).toEqual([0, 3600, 7200]);
    expect([...series.potentialV].map((v) => Number(v.toFixed(12)))).toEqual([0.1, 0.11, -0.09]);
    expect([...series.currentA].map((i) => Number(i.toFixed(15)))).toEqual([5e-6, 5e-6, -5e-6]);
    expect(series.currentOrigin).toBe('stored');
    expect(series.state).toBeNull();
  });

  it('understands names with underscores', async () => {
    const series = readTimeSeries(await fromText('time_s,voltage_V,current_mA,cycle\n0,1,2,1\n1,1,2,1\n2,1,-2,2\n'));
    expect(series.currentA[2]).toBeCloseTo(-2e-3, 15);
    expect([...series.cycle!]).toEqual([1, 1, 2]);
  });

  it('refuses a file without a current and names its columns', async () => {
    const recording = await fromText('time/s,voltage/V\n0,1\n1,1\n');
    expect(hasTimeSeries(recording)).toBe(false);
    expect(() => readTimeSeries(recording)).toThrow(/no current in this file.*voltage\/V/);
  });

  it('does not guess between two currents', async () => {
    const recording = await fromText('time/s,voltage/V,current/mA,I/mA\n0,1,2,3\n1,1,2,3\n');
    expect(() => readTimeSeries(recording)).toThrow(/2 columns that could be the current/);
  });

  it('leaves out rows with gaps and says how many', async () => {
    const series = readTimeSeries(await fromText('time/s,voltage/V,current/mA\n0,1,2\n1,,2\n2,1,2\n3,1,2\n'));
    expect([...series.timeS]).toEqual([0, 2, 3]);
    expect(series.diagnostics.map(({ code }) => code)).toContain('rows-left-out');
  });

  it('computes the current of the row after one that is left out over the time of its charge', async () => {
    const text = 'time/s,Ewe/V,dq/mA.h\n0,1,0\n1,1,0.001\n2,,0.001\n3,1,0.001\n';
    const { timeS, currentA } = readTimeSeries(await fromText(text));
    expect([...timeS]).toEqual([0, 1, 3]);
    for (const current of currentA) expect(current).toBeCloseTo(3.6e-3, 15);
  });

  it('refuses a file without a whole row', async () => {
    const recording = await fromText('time/s,voltage/V,current/mA\n0,,2\n1,,2\n');
    expect(() => readTimeSeries(recording)).toThrow(/none of the 2 rows/);
  });

  it('makes up no cycle where a number is missing or broken', async () => {
    for (const number of ['', '1.5']) {
      const text = `time/s,voltage/V,current/mA,cycle\n0,1,2,1\n1,1,2,${number}\n2,1,2,2\n`;
      const { cycle, diagnostics } = readTimeSeries(await fromText(text));
      expect(cycle).toBeNull();
      expect(diagnostics).toMatchObject([{ code: 'numbering-not-used', severity: 'warning' }]);
    }
    const lacking = await fromText('time/s,voltage/V,current/mA,cycle\n0,1,2,1\n1,,2,\n2,1,2,2\n');
    expect([...readTimeSeries(lacking).cycle!]).toEqual([1, 2]);
  });

  it('continues a clock that begins again, and refuses one that falls in the middle', async () => {
    const rows = (times: readonly number[]) =>
      `time/s,voltage/V,current/mA\n${times.map((t) => `${t},1,2`).join('\n')}\n`;
    const twice = readTimeSeries(await fromText(rows([0, 10, 20, 30, 0, 10, 20])));
    expect([...twice.timeS]).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(twice.diagnostics.map(({ code }) => code)).toContain('time-restarts');
    const disorder = await fromText(rows([0, 10, 20, 1000, 500, 510, 1010]));
    expect(() => readTimeSeries(disorder)).toThrow(/the time falls by 500.0 s at row 5/);
  });

  it('refuses a time that runs backwards', async () => {
    const backwards = await fromText('time/s,voltage/V,current/mA\n3,1,2\n2,1,2\n1,1,2\n0,1,2\n');
    expect(() => readTimeSeries(backwards)).toThrow(/the time runs backwards/);
  });

  it('sends an impedance file to the technique for it', async () => {
    const spectrum = await fromText('frequency/Hz,Re(Z)/Ohm,-Im(Z)/Ohm\n100,1,2\n10,1,2\n1,1,2\n');
    expect(() => readTimeSeries(spectrum)).toThrow(/holds impedance/);
  });

  it('keeps rows that share a time', async () => {
    const series = readTimeSeries(await fromText('time/s,voltage/V,current/mA\n0,1,2\n1,1,2\n1,1,-2\n2,1,-2\n'));
    expect(series.rows).toBe(4);
    expect(series.diagnostics.map(({ code }) => code)).toContain('repeated-times');
  });
});

describe('words for what an instrument does', () => {
  it.each([
    ['CC_Chg', controlState.current, 1],
    ['CC_DChg', controlState.current, -1],
    ['CV_Chg', controlState.potential, 1],
    ['CCCV_DChg', controlState.unknown, -1],
    ['CC DChg', controlState.current, -1],
    ['Rest', controlState.rest, 0],
    ['R', controlState.rest, 0],
    ['C', controlState.unknown, 1],
    ['D', controlState.unknown, -1],
    ['Control', controlState.unknown, 0],
    ['恒流充电', controlState.current, 1],
  ] as const)('%s', (word, state, direction) => {
    expect(stateMeaning(word)).toEqual({ state, direction });
  });
});

describe('joining files of one job', () => {
  const part = async (text: string, label: string, startTime?: string) => {
    const series = readTimeSeries(await fromText(`time/s,voltage/V,current/mA\n${text}`));
    return startTime === undefined ? { label, series } : { label, series, startTime };
  };

  it('keeps a clock that goes on and moves one that begins again', async () => {
    const a = await part('0,1,2\n10,1,2\n', 'a');
    const goesOn = joinTimeSeries([a, await part('10.1,2,2\n20,2,2\n', 'b')]);
    expect([...goesOn.timeS]).toEqual([0, 10, 10.1, 20]);
    expect(goesOn.joins).toEqual([2]);
    const again = joinTimeSeries([a, await part('0,2,2\n5,2,2\n', 'c')]);
    expect([...again.timeS]).toEqual([0, 10, 10, 15]);
  });

  it('puts parts at their start times, in their order', async () => {
    const late = await part('0,2,2\n5,2,2\n', 'late', '2026-01-01T00:02:00');
    const early = await part('0,1,2\n10,1,2\n', 'early', '2026-01-01T00:00:00');
    const joined = joinTimeSeries([late, early]);
    expect([...joined.timeS]).toEqual([0, 10, 120, 125]);
    expect(joined.diagnostics.map(({ code }) => code)).toContain('join-order');
  });

  it('does not depend on where it runs: start times without a zone know no summer time', async () => {
    const zone = process.env.TZ;
    try {
      process.env.TZ = 'Europe/Berlin';
      // The clocks of Berlin are put forward between these two.
      const a = await part('0,1,2\n10,1,2\n', 'a', '2026-03-29T01:00:00');
      const b = await part('0,2,2\n10,2,2\n', 'b', '2026-03-29T04:00:00.000');
      expect([...joinTimeSeries([a, b]).timeS]).toEqual([0, 10, 10_800, 10_810]);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('takes no gap from days without a time of day, or from clocks of which only one says its zone', async () => {
    for (const starts of [
      ['2026-01-01', '2026-01-02'],
      ['2026-01-01T00:00:00', '2026-01-01T00:02:00Z'],
    ]) {
      const a = await part('0,1,2\n10,1,2\n', 'a', starts[0]);
      const b = await part('0,2,2\n5,2,2\n', 'b', starts[1]);
      const joined = joinTimeSeries([a, b]);
      expect([...joined.timeS]).toEqual([0, 10, 10, 15]);
      expect(joined.diagnostics[0]!.message).toContain('directly behind');
    }
  });

  it('refuses parts that overlap', async () => {
    const a = await part('0,1,2\n1000,1,2\n', 'a', '2026-01-01T00:00:00');
    const b = await part('0,2,2\n5,2,2\n', 'b', '2026-01-01T00:05:00');
    expect(() => joinTimeSeries([a, b])).toThrow(/b begins 700 s before a ends/);
  });
});

describe.skipIf(folder === undefined)('real files of ../shared/data/cycling (skipped without it)', () => {
  it.each(['gcpl-halfcell-v3', 'gcpl-3electrode-v0', 'gcpl-small-v0'])(
    'computes the current of %s as EC-Lab exports it',
    async (name) => {
      const binary = readTimeSeries(await fromShared(`biologic/${name}.mpr`));
      expect(binary.currentOrigin).toBe('from-charge');
      const exported = await fromShared(`biologic/${name}.mpt`);
      const column = exported.tables[0]!.columns.find(({ name: title }) => title === '<I>')!;
      if (!('values' in column)) throw new Error('no numbers');
      let worst = 0;
      let compared = 0;
      for (let row = 1; row < binary.rows; row++) {
        if (binary.timeS[row] === binary.timeS[row - 1]) continue;
        const printed = column.values[row]! * 1e-3;
        const difference = Math.abs(binary.currentA[row]! - printed);
        worst = Math.max(worst, difference === 0 ? 0 : difference / Math.abs(printed));
        compared += 1;
      }
      expect(worst).toBeLessThanOrEqual(1e-9);
      expect(compared).toBeGreaterThan(0.9 * binary.rows);
      // The text is read as the same run: its current is the same mean, not one of the instant. Its times have 16 digits,
      // which is 4e-7 of the shortest steps, 0.2 ms after two days.
      const text = readTimeSeries(exported);
      expect(text.currentOrigin).toBe('from-charge');
      const apart = text.currentA.reduce(
        (most, value, row) => Math.max(most, Math.abs(value - binary.currentA[row]!)),
        0,
      );
      expect(apart).toBeLessThanOrEqual(1e-6 * Math.max(...binary.currentA.map(Math.abs)));
    },
  );

  it.each(['ca-v0.mpr', 'cv-v2.mpr', 'dcpol-mp-v0.mpr'])(
    'keeps a mean current that the file holds without the charge of each row (%s)',
    async (name) => {
      const recording = await fromShared(`biologic/${name}`);
      const column = recording.tables[0]!.columns.find(({ name: title }) => title === '<I>')!;
      if (!('values' in column)) throw new Error('no numbers');
      const series = readTimeSeries(recording);
      expect(series.currentOrigin).toBe('stored');
      expect(series.currentA.every((current, row) => current === column.values[row]! * 1e-3)).toBe(true);
    },
  );

  it('treats both files of a program that is mostly impedance alike', async () => {
    for (const name of ['mb-v0.mpr', 'mb-v0.mpt']) {
      const recording = await fromShared(`biologic/${name}`);
      expect(hasTimeSeries(recording)).toBe(false);
      expect(() => readTimeSeries(recording)).toThrow(/holds impedance/);
    }
  });

  it('has the set current and the state of EC-Lab', async () => {
    const series = readTimeSeries(await fromShared('biologic/gcpl-symmetric-v3.mpr'));
    expect(series.rows).toBe(12_057);
    expect(series.state!.every((state) => state === controlState.current)).toBe(true);
    expect(series.setCurrentA![0]).toBeCloseTo(-1.1e-5, 10);
    expect(series.currentA[1]).toBeCloseTo(-1.1e-5, 8);
    expect(series.halfCycle!.at(-1)).toBe(32);
  });

  it('joins the two files of a job', async () => {
    const names = ['biologic/gcpl-part1-v3.mpr', 'biologic/gcpl-part2-v3.mpr'];
    const recordings = await Promise.all(names.map(fromShared));
    const parts = recordings.map((recording) => ({
      label: recording.name,
      series: readTimeSeries(recording),
      ...(recording.startTime === undefined ? {} : { startTime: recording.startTime }),
    }));
    const joined = joinTimeSeries(parts);
    expect(joined.rows).toBe(parts[0]!.series.rows + parts[1]!.series.rows);
    expect(joined.timeS[parts[0]!.series.rows]).toBeCloseTo(43_213.76, 1);
    expect(joined.timeS.every((t, row) => row === 0 || t >= joined.timeS[row - 1]!)).toBe(true);
  });

  it.each([
    'biologic/dcpol-mp-v0.mpr',
    'biologic/ca-v0.mpr',
    'biologic/ca-v0.mpt',
    'biologic/cp-v3.mpr',
    'biologic/cp-ssb-pulses-v0.mpr',
    'biologic/bcd-v3.mpr',
    'biologic/mb-v3.mpr',
    'gamry/chronoa.dta',
    'gamry/cv.dta',
    'other/landt.bdf.csv',
    'maccor/maccor_na_fullcell.txt',
    'arbin/arbin.csv',
    'neware/neware-export.csv',
    'other/novonix.csv',
    'other/basytec.txt',
    'other/pec.csv',
    'other/biologic_mb.txt',
    'arbin/arbin_example.res',
    'other/legacy.bdf.parquet',
  ])('reads %s', async (name) => {
    const series = readTimeSeries(await fromShared(name));
    expect(series.rows).toBeGreaterThan(5);
    expect(series.timeS.every((t, row) => row === 0 || t >= series.timeS[row - 1]!)).toBe(true);
    expect(series.potentialV.every((v) => Math.abs(v) < 12)).toBe(true);
    expect(series.currentA.every((i) => Math.abs(i) < 60)).toBe(true);
  });
});
