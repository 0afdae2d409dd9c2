/**
 * Columns of the data module of a BioLogic .mpr file by their 16-bit id: name, unit and how they are stored. The vendor
 * publishes no specification; ids and widths are facts gathered from open readers and from pairs of .mpr and .mpt files.
 * Names and units are those of EC-Lab's own text export.
 */

export type StorageType = 'u1' | 'u2' | 'u4' | 'f4' | 'f8';

export const STORAGE_BYTES: Readonly<Record<StorageType, number>> = { u1: 1, u2: 2, u4: 4, f4: 4, f8: 8 };

export interface MprColumn {
  readonly name: string;
  readonly unit: string;
  readonly storage: StorageType;
}

/** The six columns that share one byte of the record, with their bits. */
export interface MprFlag {
  readonly name: string;
  readonly mask: number;
  readonly shift: number;
}

export const MPR_FLAGS: ReadonlyMap<number, MprFlag> = new Map([
  [1, { name: 'mode', mask: 0x03, shift: 0 }],
  [2, { name: 'ox/red', mask: 0x04, shift: 2 }],
  [3, { name: 'error', mask: 0x08, shift: 3 }],
  [21, { name: 'control changes', mask: 0x10, shift: 4 }],
  [31, { name: 'Ns changes', mask: 0x20, shift: 5 }],
  [65, { name: 'counter inc.', mask: 0x80, shift: 7 }],
]);

/** Id, name and unit, storage where it is not a 4-byte float. */
type Row = readonly [id: number, name: string, unit: string, storage?: StorageType];

const ROWS: readonly Row[] = [
  [4, 'time', 's', 'f8'],
  [5, 'control', 'V/mA'],
  [6, 'Ewe', 'V'],
  [7, 'dq', 'mA.h', 'f8'],
  [8, 'I', 'mA'],
  [9, 'Ece', 'V'],
  [11, '<I>', 'mA', 'f8'],
  [13, '(Q-Qo)', 'mA.h', 'f8'],
  [16, 'Analog IN 1', 'V'],
  [17, 'Analog IN 2', 'V'],
  [19, 'control', 'V'],
  [20, 'control', 'mA'],
  [23, 'dQ', 'mA.h', 'f8'],
  [24, 'cycle number', '', 'f8'],
  [26, 'Rapp', 'Ohm'],
  [27, 'Ewe-Ece', 'V'],
  [32, 'freq', 'Hz'],
  [33, '|Ewe|', 'V'],
  [34, '|I|', 'A'],
  [35, 'Phase(Z)', 'deg'],
  [36, '|Z|', 'Ohm'],
  [37, 'Re(Z)', 'Ohm'],
  [38, '-Im(Z)', 'Ohm'],
  [39, 'I Range', '', 'u2'],
  [69, 'R', 'Ohm'],
  [70, 'P', 'W'],
  [74, '|Energy|', 'W.h', 'f8'],
  [75, 'Analog OUT', 'V'],
  [76, '<I>', 'mA'],
  [77, '<Ewe>', 'V'],
  [78, 'Cs-2', 'µF-2'],
  [96, '|Ece|', 'V'],
  [98, 'Phase(Zce)', 'deg'],
  [99, '|Zce|', 'Ohm'],
  [100, 'Re(Zce)', 'Ohm'],
  [101, '-Im(Zce)', 'Ohm'],
  [110, 'Energy ce', 'W.h', 'f8'],
  [112, 'Energy we', 'W.h', 'f8'],
  [115, 'Energy ce charge', 'W.h', 'f8'],
  [116, 'Energy ce discharge', 'W.h', 'f8'],
  [123, 'Energy charge', 'W.h', 'f8'],
  [124, 'Energy discharge', 'W.h', 'f8'],
  [125, 'Capacitance charge', 'µF', 'f8'],
  [126, 'Capacitance discharge', 'µF', 'f8'],
  [131, 'Ns', '', 'u2'],
  [163, '|Estack|', 'V'],
  [168, 'Rcmp', 'Ohm'],
  [169, 'Cs', 'µF'],
  [172, 'Cp', 'µF'],
  [173, 'Cp-2', 'µF-2'],
  [174, '<Ewe>', 'V'],
  [178, '(Q-Qo)', 'C'],
  [179, 'dQ', 'C'],
  [211, 'Q charge/discharge', 'mA.h', 'f8'],
  [212, 'half cycle', '', 'u4'],
  [213, 'z cycle', '', 'u4'],
  [242, '|E2|', 'V'],
  [271, 'Phase(Z1)', 'deg'],
  [272, 'Phase(Z2)', 'deg'],
  [301, '|Z1|', 'Ohm'],
  [302, '|Z2|', 'Ohm'],
  [331, 'Re(Z1)', 'Ohm'],
  [332, 'Re(Z2)', 'Ohm'],
  [361, '-Im(Z1)', 'Ohm'],
  [362, '-Im(Z2)', 'Ohm'],
  [391, '<E1>', 'V'],
  [392, '<E2>', 'V'],
  [422, 'Phase(Zstack)', 'deg'],
  [423, '|Zstack|', 'Ohm'],
  [424, 'Re(Zstack)', 'Ohm'],
  [425, '-Im(Zstack)', 'Ohm'],
  [426, '<Estack>', 'V'],
  [430, 'Phase(Zwe-ce)', 'deg'],
  [431, '|Zwe-ce|', 'Ohm'],
  [432, 'Re(Zwe-ce)', 'Ohm'],
  [433, '-Im(Zwe-ce)', 'Ohm'],
  [434, '(Q-Qo)', 'C'],
  [435, 'dQ', 'C'],
  [438, 'step time', 's', 'f8'],
  [441, '<Ece>', 'V'],
  [462, 'Temperature', '°C'],
  [467, 'Q charge/discharge', 'mA.h', 'f8'],
  [468, 'half cycle', '', 'u4'],
  [469, 'z cycle', '', 'u4'],
  [471, '<Ece>', 'V'],
  [473, 'THD Ewe', '%'],
  [474, 'THD I', '%'],
  [476, 'NSD Ewe', '%'],
  [477, 'NSD I', '%'],
  [479, 'NSR Ewe', '%'],
  [480, 'NSR I', '%'],
  [498, 'Q charge', 'mA.h', 'f8'],
  [499, 'Q discharge', 'mA.h', 'f8'],
  [500, 'step time', 's', 'f8'],
  [501, 'Efficiency', '%', 'f8'],
  [502, 'Capacity', 'mA.h', 'f8'],
  [505, 'Rdc', 'Ohm'],
  [509, 'Acir/Dcir control', '', 'u1'],
  [880, 'Energy we', 'W.h', 'f8'],
  [883, 'Energy ce charge', 'W.h', 'f8'],
  [884, 'Energy ce discharge', 'W.h', 'f8'],
  // Harmonics 2 to 7 of potential and current.
  ...[2, 3, 4, 5, 6, 7].flatMap((h): Row[] => [
    [484 + h, `|Ewe h${h}|`, 'V'],
    [490 + h, `|I h${h}|`, 'A'],
  ]),
];

export const MPR_COLUMNS: ReadonlyMap<number, MprColumn> = new Map(
  ROWS.map(([id, name, unit, storage = 'f4']) => [id, { name, unit, storage }]),
);

/** Technique names by the first byte of the settings module. */
export const MPR_TECHNIQUES: ReadonlyMap<number, string> = new Map([
  [0x04, 'Galvanostatic Cycling with Potential Limitation'],
  [0x06, 'Cyclic Voltammetry'],
  [0x0b, 'Open Circuit Voltage'],
  [0x16, 'Modular Potentio'],
  [0x18, 'Chronoamperometry'],
  [0x19, 'Chronopotentiometry'],
  [0x1c, 'Wait'],
  [0x1d, 'Potentio Electrochemical Impedance Spectroscopy'],
  [0x1e, 'Galvano Electrochemical Impedance Spectroscopy'],
  [0x30, 'Cyclic Voltammetry'],
  [0x32, 'IR compensation (PEIS)'],
  [0x33, 'Cyclic Voltammetry Advanced'],
  [0x6c, 'Linear Sweep Voltammetry'],
  [0x75, 'Constant Voltage'],
  [0x76, 'Constant Current'],
  [0x77, 'Galvanostatic Cycling with Potential Limitation'],
  [0x7f, 'Modulo Bat'],
  [0x88, 'Battery Capacity Determination'],
]);
