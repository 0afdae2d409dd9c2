/** One small text file for each kind of cycler export, written here and copied from nowhere. */
import { latin1 } from './samples.js';

export interface CyclerSample {
  readonly name: string;
  readonly format: string;
  readonly bytes: Uint8Array;
}

/** Rows of a charge of 12 half-minutes at 2 mA and a discharge of as many. */
export const SAMPLE_ROWS = 24;

interface Point {
  readonly n: number;
  readonly s: number;
  readonly stepS: number;
  readonly step: number;
  readonly amps: number;
  readonly volts: number;
  readonly charge: number;
  readonly discharge: number;
}

const points: readonly Point[] = Array.from({ length: SAMPLE_ROWS }, (_, k): Point => {
  const charging = k < SAMPLE_ROWS / 2;
  const stepS = 30 * (charging ? k : k - SAMPLE_ROWS / 2);
  const amps = charging ? 0.002 : -0.002;
  const moved = (Math.abs(amps) * stepS) / 3600;
  const charge = charging ? moved : (0.002 * 330) / 3600;
  return {
    n: k + 1,
    s: 30 * k,
    stepS,
    step: charging ? 2 : 3,
    amps,
    volts: 3 + 0.01 * (charging ? k : SAMPLE_ROWS - k),
    charge,
    discharge: charging ? 0 : moved,
  };
});

const rows = (cells: (point: Point) => readonly (string | number)[], separator: string): string =>
  points.map((point) => cells(point).join(separator)).join('\n');
const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
const clock = (s: number): string => `${two(s / 3600)}:${two((s / 60) % 60)}:${two(s % 60)}`;

const maccor = [
  'Name:\tcell-7',
  'Tester\tMaccor #2',
  'Started\t3/14/2024 9:00:00 AM',
  'SCap\t0.010',
  '',
  'Rec\tCycle P\tCycle C\tStep\tTestTime\tStepTime\tCap. [Ah]\tEner. [Wh]\tCurrent [A]\tVoltage [V]\tMd\tES\tDPT Time',
  '',
  rows(
    (p) => [
      p.n,
      0,
      1,
      p.step,
      (p.s / 60).toFixed(6),
      (p.stepS / 60).toFixed(6),
      (p.charge + p.discharge).toFixed(8),
      '0.00000000',
      Math.abs(p.amps).toFixed(8),
      p.volts.toFixed(4),
      p.amps > 0 ? 'C' : 'D',
      1,
      `3/14/2024 9:${two(p.s / 60)}:${two(p.s % 60)} AM`,
    ],
    '\t',
  ),
  '',
].join('\n');

const arbin = [
  'Data_Point,Date_Time,Test_Time,Step_Time,Step_Index,Cycle_Index,Current,Voltage,Charge_Capacity,Discharge_Capacity',
  rows(
    (p) => [
      p.n,
      `\t03/14/2024 09:${two(p.s / 60)}:${two(p.s % 60)}.000`,
      p.s,
      p.stepS,
      p.step,
      1,
      p.amps,
      p.volts.toFixed(6),
      p.charge,
      p.discharge,
    ],
    ',',
  ),
  '',
].join('\n');

const neware = [
  'DataPoint,Cycle Index,Step Index,Step Type,Time,Total Time,Current(A),Voltage(V),Chg. Cap.(Ah),DChg. Cap.(Ah),Date',
  rows(
    (p) => [
      p.n,
      1,
      p.step,
      p.amps > 0 ? 'CC Chg' : 'CC DChg',
      clock(p.stepS),
      clock(p.s),
      p.amps.toFixed(8),
      p.volts.toFixed(4),
      p.charge.toFixed(8),
      p.discharge.toFixed(8),
      `2024-03-14 09:${two(p.s / 60)}:${two(p.s % 60)}`,
    ],
    ',',
  ),
  '',
].join('\n');

const basytec = [
  '~Resultfile from Basytec Battery Test System',
  '~Name of Test: ageing',
  '~Start of Test: 14.03.2024 09:00:00',
  '~',
  '~Time[h]\tDataSet\tt-Step[h]\tLine\tCommand\tU[V]\tI[A]\tAh-Cyc-Charge\tAh-Cyc-Discharge\tT1[°C]\tCyc-Count',
  rows(
    (p) => [
      p.s / 3600,
      p.n,
      p.stepS / 3600,
      p.step,
      p.amps > 0 ? 'Charge' : 'Discharge',
      p.volts,
      p.amps,
      p.charge,
      p.discharge,
      25.1,
      1,
    ],
    '\t',
  ),
  '',
].join('\n');

const novonix = [
  '[Summary]',
  'Novonix UHPC data file',
  'Cell: seven',
  'Mass (g): 1.250',
  'Started: 2024-03-14 09:00:00',
  '[End Summary]',
  '[Protocol]',
  '{"steps":[1,2]}',
  '[End Protocol]',
  '[Data]',
  'Date and Time,Cycle Number,Step Type,Run Time (h),Step Time (h),Current (A),Potential (V),Capacity (Ah),Temperature (°C),Step Number',
  rows(
    (p) => [
      `2024-03-14 09:${two(p.s / 60)}:${two(p.s % 60)}`,
      1,
      1,
      (p.s / 3600).toFixed(7),
      (p.stepS / 3600).toFixed(7),
      p.amps.toFixed(8),
      p.volts.toFixed(8),
      p.charge.toFixed(8),
      24.6,
      p.step,
    ],
    ',',
  ),
  '',
].join('\n');

const pec = [
  'Test:,411',
  'TestRegime Name:,formation',
  'Manufacturing Week:,11',
  'Date Made:,03/12/2024 00:00:00',
  'Start Time:,03/12/2024 09:00:00',
  'Test,Cell,Rack,Shelf,Position,Cell ID,Step,Instruction Name,Cycle,Total Time (Hours in hh:mm:ss.xxx),Step Time (Seconds),Voltage (V),Current (A),Charge Capacity (mAh),Discharge Capacity (mAh),',
  rows(
    (p) => [
      411,
      1,
      'ACT4',
      2,
      1,
      'A_7',
      p.step,
      p.amps > 0 ? 'I_Charge' : 'I_Discharge',
      0,
      `${clock(p.s)}.000`,
      p.stepS,
      p.volts,
      p.amps,
      p.charge * 1000,
      p.discharge * 1000,
      '',
    ],
    ',',
  ),
  '',
].join('\n');

export const cyclerSamples: readonly CyclerSample[] = [
  { name: 'a.053', format: 'maccor-text', bytes: latin1(maccor) },
  { name: 'arbin.csv', format: 'arbin-csv', bytes: latin1(arbin) },
  { name: 'neware.csv', format: 'neware-csv', bytes: latin1(neware) },
  { name: 'basytec.txt', format: 'basytec-text', bytes: latin1(basytec) },
  { name: 'novonix.csv', format: 'novonix-csv', bytes: latin1(novonix) },
  { name: 'pec.csv', format: 'pec-csv', bytes: latin1(pec) },
];
