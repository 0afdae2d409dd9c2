import { parstatReader } from './ametek/parstat.js';
import { powersuiteReader } from './ametek/powersuite.js';
import { versaStudioReader } from './ametek/versastudio.js';
import { mprReader } from './biologic/mpr.js';
import { mptReader } from './biologic/mpt.js';
import { chInstrumentsReader } from './ch-instruments/text.js';
import { i2bReader } from './elins/i2b.js';
import { dtaReader } from './gamry/dta.js';
import { idfReader } from './ivium/idf.js';
import { autolabReader } from './metrohm/autolab.js';
import { dfrReader } from './metrohm/dfr.js';
import { novocontrolReader } from './novocontrol/text.js';
import { pssessionReader } from './palmsens/pssession.js';
import type { Reader } from './reader.js';
import { relaxisReader } from './relaxis/export.js';
import { zplotReader } from './scribner/zplot.js';
import { delimitedReader } from './text/delimited.js';

/** All formats. To add one: a file in its vendor's folder, and a line here. The general text reader comes last. */
export const readers: readonly Reader[] = [
  mprReader,
  mptReader,
  dtaReader,
  zplotReader,
  autolabReader,
  dfrReader,
  versaStudioReader,
  parstatReader,
  powersuiteReader,
  chInstrumentsReader,
  novocontrolReader,
  relaxisReader,
  idfReader,
  pssessionReader,
  i2bReader,
  delimitedReader,
];
