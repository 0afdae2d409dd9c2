import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import { polarizationOptions } from '../options.js';
import { readSteps } from './read-steps.js';

const rows = (header: string, row: (k: number) => string, n = 60) =>
  `${header}\n${Array.from({ length: n }, (_, k) => row(k)).join('\n')}\n`;

async function read(text: string, options: object = {}, conditions = {}) {
  const recording = await readRecording(fileFromBytes('hold.csv', new TextEncoder().encode(text)));
  return readSteps({ label: 'hold', recording, conditions }, polarizationOptions.parse(options));
}

const currentOnly = rows('time/s,current/nA', (k) => `${10 * k},${50 + 100 / (k + 1)}`);

describe('a file without a potential', () => {
  it('takes it from the option, with its sign', async () => {
    const { steps } = await read(currentOnly, { voltage: '-500 mV' });
    expect(steps.map(({ potentialV, label }) => [potentialV, label])).toEqual([[-0.5, 'hold']]);
    expect(steps[0]!.currentA.at(-1)! * 1e9).toBeCloseTo(50 + 100 / 60, 6);
  });

  it('takes it from its own condition first', async () => {
    const voltage = { value: 0.2, sigma: null, unit: 'V' };
    expect((await read(currentOnly, { voltage: '1 V' }, { voltage })).steps[0]!.potentialV).toBe(0.2);
  });

  it('is refused where nothing says it, and what to do is said', async () => {
    await expect(read(currentOnly)).rejects.toMatchObject({ code: 'missing-column', hint: /--voltage/ });
  });
});

describe('a voltage that is given beside a measured one', () => {
  const measured = rows('time/s,voltage/V,current/nA', (k) => `${10 * k},0.5,${50 + k}`);
  const staircase = rows('time/s,voltage/V,current/nA', (k) => `${10 * k},${k < 60 ? 0.2 : 0.5},50`, 120);

  it('is used, and a contradiction is told', async () => {
    const far = await read(measured, { voltage: '1 V' });
    expect(far.steps[0]!.potentialV).toBe(1);
    expect(far.findings.map(({ code }) => code)).toEqual(['voltage-differs']);
    expect((await read(measured, { voltage: '0.501 V' })).findings).toEqual([]);
  });

  it('cannot be that of several steps', async () => {
    const { steps, findings } = await read(staircase, { voltage: '1 V' });
    expect(steps.map(({ potentialV, label }) => [label, potentialV])).toEqual([
      ['hold#1', 0.2],
      ['hold#2', 0.5],
    ]);
    expect(findings.map(({ code }) => code)).toEqual(['voltage-not-used']);
  });
});
