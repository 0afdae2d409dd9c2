import { readFile } from 'node:fs/promises';
import type { ReportServices } from '../../report/report-services.js';
import { renderPng } from './render-png.js';

/** What a report takes from the machine it is made on: the bundled fonts and PNG at print resolution. */
export async function nodeReportServices(): Promise<ReportServices> {
  const font = async (face: string): Promise<Uint8Array> =>
    new Uint8Array(await readFile(new URL(`../../../assets/fonts/Arimo-${face}.ttf`, import.meta.url)));
  const [regular, bold, italic] = await Promise.all([font('Regular'), font('Bold'), font('Italic')]);
  return { renderPng, fonts: { regular, bold, italic } };
}
