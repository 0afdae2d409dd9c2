/** What instruments call what they do, as control states and directions. */
import { controlState } from './time-series.js';

export interface StateMeaning {
  /** One of `controlState`. */
  readonly state: number;
  /** +1 charge, -1 discharge, 0 where the word does not say. */
  readonly direction: 1 | -1 | 0;
}

const REST =
  /^(?:r|s|p|rest|rst|ocv|ocp|open ?circuit.*|pause[d]?|suspend(?:ed)?|wait|idle|stop(?:ped)?)$|rest$|静置|搁置/i;
const DISCHARGE = /dchg|dischg|disch(?:arge)?|discharging|^d$|放电/i;
const CHARGE = /chg|ch(?:arge|arging|a)|^c$|充电/i;
const CURRENT = /(?:^|[^a-z])cc(?![a-z]*cv)|constant.?current|galvano|恒流(?!恒压)/i;
const POTENTIAL = /(?:^|[^c])cv|constant.?volt|potentio|恒压/i;
const BOTH = /cccv|cc[-_ ]?cv|恒流恒压/i;

/** The meaning of one state word; a word that nobody knows means nothing. */
export function stateMeaning(word: string): StateMeaning {
  const text = word.trim();
  if (REST.test(text)) return { state: controlState.rest, direction: 0 };
  const direction = DISCHARGE.test(text) ? -1 : CHARGE.test(text) ? 1 : 0;
  if (BOTH.test(text)) return { state: controlState.unknown, direction };
  if (POTENTIAL.test(text)) return { state: controlState.potential, direction };
  if (CURRENT.test(text)) return { state: controlState.current, direction };
  return { state: controlState.unknown, direction };
}
