import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../../errors.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import { readTimeSeries } from '../../../formats/time-series/read-time-series.js';
import { simulateFiles } from './simulate-files.js';

/** The coated cell of the reference study over its 500 cycles. */
const coated = {
  cell: 'symmetric',
  areaCm2: 1.131,
  currentDensity: 0.2,
  halfCycleMin: 10,
  cycles: 500,
  pelletResistance: 113.2,
  interface: { initial: 42, perRootHour: 4, formation: 401.4, formationConstant: 1.2, formationCycles: 10 },
  sampleS: 40,
};

const write = (format: string, truth: object = {}, seed = 1) =>
  simulateFiles({ format, files: [{ name: 's7', truth: { ...coated, ...truth } }] }, seed)[0]!.text;

const read = async (name: string, text: string) =>
  readTimeSeries(await readRecording(fileFromBytes(name, new TextEncoder().encode(text))));

describe('simulated files', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(write('csv', { cycles: 5 })).toBe(write('csv', { cycles: 5 }));
    expect(write('csv', { cycles: 5 }, 2)).not.toBe(write('csv', { cycles: 5 }));
  });

  it('hold 1000 half cycles in less than 1.5 MB', () => {
    for (const format of ['csv', 'biologic-mpt', 'neware-csv']) {
      expect(write(format).length).toBeLessThan(1.5e6);
    }
  });

  it.each(['csv', 'biologic-mpt', 'neware-csv'])('in %s come back through the readers', async (format) => {
    const traps = { cycles: 6, duplicateRow: 40, unknownColumn: true, restMin: 2 };
    const series = await read(format === 'biologic-mpt' ? 's7.mpt' : 's7.csv', write(format, traps));
    expect(series.timeS.at(-1)).toBeCloseTo(6 * 2 * 12 * 60, 0);
    const largest = series.currentA.reduce((most, current) => Math.max(most, Math.abs(current)), 0);
    expect(largest / (0.2e-3 * 1.131)).toBeCloseTo(1, 4);
    expect(series.diagnostics.map(({ code }) => code)).toContain('repeated-times');
    // The first row of the second half cycle still shows the potential of the rest before, none of its own.
    const second = series.currentA.findIndex((current) => current < -1e-5);
    expect(Math.abs(series.potentialV[second]!)).toBeLessThan(1e-3);
    expect(series.potentialV[second + 1]!).toBeLessThan(-0.1);
  });

  it('of a truth with a mistake are refused with its place', () => {
    try {
      write('csv', { cycles: 0 });
      expect.unreachable();
    } catch (error) {
      if (!isInterphaseError(error, 'invalid-option')) throw error;
      expect(error.message).toMatch(/files\.0\.truth\.cycles/);
    }
  });
});
