import { cos, sin } from '../../numerics/elementary/sin.js';

const TURN = 2 * Math.PI;

/** e^(2 pi i m x) of every position for every axis and every whole m that reflections have, as cosines and sines. */
export interface PhaseTables {
  cosines: Float64Array;
  sines: Float64Array;
  /** Entry of m = 0 on axis j of position p is `middle + (3 p + j) stride`; m counts from there. */
  middle: number;
  stride: number;
  /** Makes room for |m| up to `most`; allocates only when there was less. */
  reserve(most: number): void;
  /** Fills the tables from three coordinates a position. */
  fill(coordinates: Float64Array): void;
}

export function createPhaseTables(positions: number): PhaseTables {
  let room = -1;
  return {
    cosines: new Float64Array(0),
    sines: new Float64Array(0),
    middle: 0,
    stride: 0,
    reserve(most) {
      if (most <= room) return;
      room = most;
      this.middle = most;
      this.stride = 2 * most + 1;
      this.cosines = new Float64Array(3 * positions * this.stride);
      this.sines = new Float64Array(3 * positions * this.stride);
    },
    fill(coordinates) {
      const { cosines, sines, middle, stride } = this;
      for (let row = 0; row < 3 * positions; row++) {
        const x = coordinates[row]!;
        const angle = TURN * (x - Math.round(x));
        const c = cos(angle);
        const s = sin(angle);
        const zero = middle + row * stride;
        let re = 1;
        let im = 0;
        cosines[zero] = 1;
        sines[zero] = 0;
        for (let m = 1; m <= middle; m++) {
          const next = re * c - im * s;
          im = re * s + im * c;
          re = next;
          cosines[zero + m] = re;
          sines[zero + m] = im;
          cosines[zero - m] = re;
          sines[zero - m] = -im;
        }
      }
    },
  };
}
