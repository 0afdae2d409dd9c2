import { madeStructure } from './made-structure.js';

const cubic = (a: number) => ({ a, b: a, c: a, alpha: 90, beta: 90, gamma: 90 });
const hexagonal = (a: number, c: number) => ({ a, b: a, c, alpha: 90, beta: 90, gamma: 120 });
const tetragonal = (a: number, c: number) => ({ a, b: a, c, alpha: 90, beta: 90, gamma: 90 });

/** One structure for each thing that a sum over atoms can do wrong. */
export const madeStructures = {
  'inversion at the origin, special positions': madeStructure(hexagonal(9.37, 6.89), '-P 6c', [
    { label: 'Ca1', at: [1 / 3, 2 / 3, 0.002] },
    { label: 'Ca2', at: [0.24, 0.992, 0.25], uIso: 0.012 },
    { label: 'F', at: [0, 0, 0.25], uIso: 0.02, occupancy: 0.9 },
    { label: 'O3', at: [0.34, 0.258, 0.07], uIso: 0.015 },
  ]),
  'C centring, a mixed site, anisotropic': madeStructure(
    { a: 15.6, b: 9.03, c: 9.21, alpha: 90, beta: 123.7, gamma: 90 },
    '-C 2yc',
    [
      { label: 'Zr1', at: [0.104, 0.25, 0.063], uAniso: [0.01, 0.012, 0.014, 0.002, 0.006, -0.001] },
      { label: 'Si2', at: [0.354, 0.105, 0.249], occupancy: 0.6, uAniso: [0.008, 0.01, 0.012, 0.001, 0.004, 0.002] },
      { label: 'P2', at: [0.35401, 0.10501, 0.249], occupancy: 0.4 },
      { label: 'Na2', at: [0.5, 0.95, 0.25], occupancy: 0.67, uAniso: [0.04, 0.05, 0.06, 0, 0.02, 0] },
      { label: 'O1', at: [0.149, 0.43, 0.234], uIso: 0.018 },
    ],
  ),
  'no inversion, polar': madeStructure(hexagonal(3.25, 5.21), 'P 6c -2c', [
    { label: 'Zn1', at: [1 / 3, 2 / 3, 0.01], uAniso: [0.006, 0.006, 0.008, 0.003, 0, 0] },
    { label: 'O1', at: [1 / 3, 2 / 3, 0.382], uIso: 0.008 },
  ]),
  'no inversion, body centring, threefold axes': madeStructure(cubic(10.25), 'I 2b 2c 3', [
    { label: 'Ca1', at: [0.467, 0, 0.25], uIso: 0.01 },
    { label: 'Al1', at: [0.249, 0.249, 0.249], uAniso: [0.005, 0.005, 0.005, 0.001, 0.001, 0.001] },
    { label: 'F1', at: [0.138, 0.305, 0.12], uAniso: [0.01, 0.02, 0.03, 0.004, -0.003, 0.002] },
    { label: 'F2', at: [0.089, 0.089, 0.089], uIso: 0.02 },
  ]),
  'inversion away from the origin': madeStructure(tetragonal(3.64, 5.27), 'P 4n 2n -1n', [
    { label: 'Zr1', at: [0, 0, 0], uIso: 0.006 },
    { label: 'O1', at: [0, 0.5, 0.185], uAniso: [0.01, 0.015, 0.02, 0, 0, 0] },
  ]),
  'rhombohedral, positions tied to each other': madeStructure(hexagonal(8.82, 22.75), '-R 3 2"c', [
    { label: 'Na1', at: [0, 0, 0], uAniso: [0.05, 0.05, 0.02, 0.025, 0, 0] },
    { label: 'Zr1', at: [0, 0, 0.1456], uIso: 0.005 },
    { label: 'P1', at: [0.291, 0, 0.25], uAniso: [0.008, 0.009, 0.01, 0.0045, 0.001, 0.002] },
    { label: 'O1', at: [0.186, -0.0136, 0.1946], uAniso: [0.02, 0.018, 0.012, 0.007, 0.003, -0.002] },
    { label: 'Si2', at: [0.12, 0.24, 1 / 12], uIso: 0.01, occupancy: 0.2 },
  ]),
  triclinic: madeStructure({ a: 5.1, b: 6.2, c: 7.3, alpha: 81, beta: 97, gamma: 105 }, 'P 1', [
    { label: 'V1', at: [0.1, 0.2, 0.3], uAniso: [0.01, 0.02, 0.03, 0.004, -0.003, 0.002] },
    { label: 'O1', at: [0.71, -0.32, 1.23], uIso: 0.02 },
    { label: 'Na1', at: [0.45, 0.66, 0.07], uIso: 0.03, occupancy: 0.5 },
  ]),
};

/** Reflections of both signs, low and high, some extinct in one or other of the structures. */
export const someReflections: readonly (readonly number[])[] = [
  [1, 0, 0],
  [0, 0, 2],
  [1, 1, 1],
  [2, -1, 0],
  [1, 1, -2],
  [3, 1, 0],
  [2, 0, 4],
  [-3, 2, 1],
  [4, 1, 3],
  [0, 2, 5],
  [-1, -4, 3],
  [5, 3, -4],
  [6, 0, 0],
  [2, 2, -6],
];
