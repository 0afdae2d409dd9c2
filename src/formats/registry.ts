import { parstatReader } from './ametek/parstat.js';
import { powersuiteReader } from './ametek/powersuite.js';
import { versaStudioReader } from './ametek/versastudio.js';
import { arbinCsvReader } from './arbin/csv.js';
import { resReader } from './arbin/res.js';
import { basytecReader } from './basytec/text.js';
import { bdfCsvReader } from './bdf/bdf-csv.js';
import { mprReader } from './biologic/mpr.js';
import { mptReader } from './biologic/mpt.js';
import { brmlReader } from './bruker/brml.js';
import { brukerRawReader } from './bruker/raw.js';
import { uxdReader } from './bruker/uxd.js';
import { casaResultsReader } from './casaxps/results-table.js';
import { casaTextReader } from './casaxps/text-export.js';
import { chInstrumentsReader } from './ch-instruments/text.js';
import { i2bReader } from './elins/i2b.js';
import { dtaReader } from './gamry/dta.js';
import { gsasPowderReader } from './gsas/powder.js';
import { igorWaveReader } from './igor/binary-wave.js';
import { idfReader } from './ivium/idf.js';
import { maccorReader } from './maccor/text.js';
import { autolabReader } from './metrohm/autolab.js';
import { dfrReader } from './metrohm/dfr.js';
import { ndaReader } from './neware/nda.js';
import { ndaxReader } from './neware/ndax.js';
import { novocontrolReader } from './novocontrol/text.js';
import { novonixReader } from './novonix/csv.js';
import { pssessionReader } from './palmsens/pssession.js';
import { xrdmlReader } from './panalytical/xrdml.js';
import { parquetReader } from './parquet/parquet.js';
import { pdCifReader } from './pdcif/pdcif.js';
import { pecReader } from './pec/csv.js';
import { phiReader } from './phi/multipak.js';
import { spectrumTextReader } from './photoemission/spectrum-text.js';
import { patternTextReader } from './powder-text/pattern-text.js';
import type { Reader } from './reader.js';
import { relaxisReader } from './relaxis/export.js';
import { ascReader } from './rigaku/asc.js';
import { rasReader } from './rigaku/ras.js';
import { rasxReader } from './rigaku/rasx.js';
import { scientaTextReader } from './scienta/text.js';
import { zplotReader } from './scribner/zplot.js';
import { specsSleReader } from './specs/sle.js';
import { specsXmlReader } from './specs/xml.js';
import { specsXyReader } from './specs/xy.js';
import { delimitedReader } from './text/delimited.js';
import { newareCsvReader } from './text/neware-csv.js';
import { vamasReader } from './vamas/vamas.js';
import { xlsxReader } from './xlsx/xlsx.js';

/** All formats. To add one: a file in its vendor's folder, and a line here. The general text reader comes last. */
export const readers: readonly Reader[] = [
  mprReader,
  mptReader,
  dtaReader,
  ndaReader,
  ndaxReader,
  resReader,
  parquetReader,
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
  arbinCsvReader,
  maccorReader,
  newareCsvReader,
  basytecReader,
  novonixReader,
  pecReader,
  bdfCsvReader,
  vamasReader,
  phiReader,
  casaTextReader,
  casaResultsReader,
  scientaTextReader,
  igorWaveReader,
  specsXyReader,
  specsXmlReader,
  specsSleReader,
  xrdmlReader,
  brmlReader,
  brukerRawReader,
  uxdReader,
  rasReader,
  rasxReader,
  ascReader,
  gsasPowderReader,
  pdCifReader,
  xlsxReader,
  patternTextReader,
  spectrumTextReader,
  delimitedReader,
];
