/** Simulated patterns as files of instruments. */
import type { Radiation } from '../model/radiation.js';

/** A PANalytical file (schema 2.1) with one scan in reflection. */
export function patternAsXrdml(
  name: string,
  twoThetaDeg: Float64Array,
  counts: Float64Array,
  { lines }: Radiation,
  comment: string,
): string {
  const [first, second] = lines;
  const last = twoThetaDeg.length - 1;
  const range = (axis: string, factor: number) =>
    [
      `        <positions axis="${axis}" unit="deg">`,
      `          <startPosition>${(twoThetaDeg[0]! * factor).toFixed(6)}</startPosition>`,
      `          <endPosition>${(twoThetaDeg[last]! * factor).toFixed(6)}</endPosition>`,
      '        </positions>',
    ].join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<xrdMeasurements xmlns="http://www.xrdml.com/XRDMeasurement/2.1" status="Completed">
  <comment><entry>${escaped(comment)}</entry></comment>
  <sample type="To be analyzed"><id>${escaped(name)}</id><name>${escaped(name)}</name></sample>
  <xrdMeasurement measurementType="Scan" status="Completed">
    <usedWavelength intended="K-Alpha">
      <kAlpha1 unit="Angstrom">${first!.wavelengthAngstrom}</kAlpha1>
      <kAlpha2 unit="Angstrom">${(second ?? first!).wavelengthAngstrom}</kAlpha2>
      <ratioKAlpha2KAlpha1>${second?.ratio ?? 0}</ratioKAlpha2KAlpha1>
    </usedWavelength>
    <scan appendNumber="0" mode="Continuous" scanAxis="Gonio" status="Completed">
      <dataPoints>
${range('2Theta', 1)}
${range('Omega', 0.5)}
        <commonCountingTime unit="seconds">60</commonCountingTime>
        <counts unit="counts">${Array.from(counts).join(' ')}</counts>
      </dataPoints>
    </scan>
  </xrdMeasurement>
</xrdMeasurements>
`;
}

export function patternAsXy(
  twoThetaDeg: Float64Array,
  counts: Float64Array,
  { lines }: Radiation,
  comment: string,
): string {
  const wavelengths = lines.map(({ wavelengthAngstrom }) => wavelengthAngstrom).join(' ');
  const rows = Array.from(twoThetaDeg, (angle, i) => `${angle.toFixed(4)} ${counts[i]}`);
  return [`# ${comment}`, `# wavelengths in angstrom: ${wavelengths}`, '# 2theta/deg counts', ...rows, ''].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
