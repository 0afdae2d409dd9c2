/** A region of a SpecsLab XML and its scans. */
import { numberList } from '../diffraction/number-list.js';
import { steppedAngles } from '../diffraction/pattern-columns.js';
import { children, type XmlNode } from '../diffraction/xml-tree.js';
import type { SettingsBudget } from '../photoemission/settings-budget.js';
import { energyColumn, transmissionColumn } from '../photoemission/spectrum-columns.js';
import { spectrumEntries } from '../photoemission/spectrum-settings.js';
import type { Column, Diagnostic, Setting } from '../recording.js';
import { settingFromText } from '../settings.js';
import { alignedSum, type DetectorLayout, storedValues } from './detectors.js';
import { items, member, memberNumber, memberText, numbersText, parameters } from './serialized.js';
import { regionFacts, scanMode } from './xml-settings.js';

export interface RegionScan {
  /** Region, group, cycle and scan, for the name of its table. */
  readonly parts: readonly string[];
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly settings: Readonly<Record<string, Setting>>;
  readonly startTime: string | undefined;
  /** What each detector counted at each position; undefined where there is just one. */
  readonly detectors: { readonly rows: number; readonly columns: readonly Column[] } | undefined;
}

export interface RegionContent {
  readonly scans: readonly RegionScan[];
  readonly diagnostics: readonly Diagnostic[];
}

const MOST_POINTS = 10_000_000;

/**
 * Reads a `RegionData`; scans of which counts are missing are left out, and told.
 *
 * @throws `malformed-file` when its settings are more than the budget
 */
export function readRegion(data: XmlNode, group: string, budget: SettingsBudget): RegionContent {
  const name = memberText(data, 'name') ?? 'region';
  const region = member(data, 'region');
  const layout = layoutOf(data, region);
  if (layout === undefined) {
    return { scans: [], diagnostics: [leftOut(name, 'its points, energies or detectors are not given')] };
  }
  const scans: RegionScan[] = [];
  const diagnostics: Diagnostic[] = [];
  const isFat = scanMode(region) === 'FAT';
  const facts = regionFacts(data, region);
  const kinetic = memberNumber(region, 'kinetic_energy');
  const energies = steppedAngles(kinetic ?? Number.NaN, layout.stepEv, layout.points);
  const energy = energyColumn('kinetic energy', kinetic === undefined ? undefined : 'kinetic-energy', energies);
  const transmission = numberList(numbersText(data, 'transmission')).values;
  const beside = transmission.length === layout.points ? [transmissionColumn('transmission', transmission)] : [];
  for (const [cycle, cycleNode] of items(data, 'cycles').entries()) {
    const startTime = startOf(cycleNode);
    const ofCycle = parameters(cycleNode).map(([key, value]) => [`cycle: ${key}`, settingFromText(value)] as const);
    for (const [scan, scanNode] of items(cycleNode, 'scans').entries()) {
      const place = `cycle ${cycle + 1}, scan ${scan + 1} of region "${name}"`;
      const counts = countsOf(scanNode, layout, place, diagnostics);
      if (counts === undefined) continue;
      const values = alignedSum(counts, isFat ? layout : { ...layout, passEnergyEv: 0 });
      const uniform = { ...facts.uniform, groupName: group, cycle: cycle + 1, scan: scan + 1, startTime };
      const settings = { ...spectrumEntries(uniform), ...Object.fromEntries([...facts.own, ...ofCycle]) };
      budget.take(settings);
      scans.push({
        parts: [name, group, `cycle ${cycle + 1}`, `scan ${scan + 1}`],
        rows: layout.points,
        columns: [energy, { name: 'counts', unit: 'counts', kind: 'intensity', values }, ...beside],
        settings,
        startTime,
        detectors: detectorTable(counts, layout, kinetic),
      });
    }
  }
  diagnostics.push(...remarks(data, name, layout, isFat));
  return { scans, diagnostics };
}

function layoutOf(data: XmlNode, region: XmlNode): DetectorLayout | undefined {
  const points = memberNumber(region, 'values_per_curve');
  const stepEv = memberNumber(region, 'scan_delta');
  const shifts = items(member(data, 'analyzer_info'), 'detectors').map((node) => memberNumber(node, 'shift') ?? 0);
  const [head, tail] = [memberNumber(data, 'mcd_head') ?? 0, memberNumber(data, 'mcd_tail') ?? 0];
  const whole = [points, head, tail].every(
    (value) => Number.isSafeInteger(value) && value! >= 0 && value! < MOST_POINTS,
  );
  if (!whole || points === 0 || stepEv === undefined || stepEv === 0 || shifts.length === 0) return undefined;
  return { points: points!, head, tail, shifts, stepEv, passEnergyEv: memberNumber(region, 'pass_energy') ?? 0 };
}

function countsOf(
  scan: XmlNode,
  layout: DetectorLayout,
  place: string,
  diagnostics: Diagnostic[],
): Float64Array | undefined {
  const { values, unreadable } = numberList(numbersText(scan, 'counts'));
  const stored = storedValues(layout);
  if (values.length !== stored) {
    diagnostics.push(leftOut(place, `it holds ${values.length} values and ${stored} are due`));
    return undefined;
  }
  if (unreadable > 0) {
    const message = `${unreadable} value(s) of ${place} are no numbers; they are read as missing`;
    diagnostics.push({ code: 'unreadable-cell', severity: 'warning', message });
  }
  // A scan that was stopped holds zeros from there on.
  let last = values.length;
  while (last > 0 && values[last - 1] === 0) last -= 1;
  const empty = Math.floor((values.length - last) / layout.shifts.length);
  if (last > 0 && empty >= Math.max(5, layout.points / 20)) {
    const message = `${place} was stopped before its end: its last ${empty} positions hold zeros`;
    diagnostics.push({ code: 'aborted', severity: 'warning', message });
  }
  return values;
}

function startOf(cycle: XmlNode): string | undefined {
  const seconds = memberNumber(cycle, 'time');
  if (seconds === undefined || !(seconds > 0 && seconds < 1e11)) return undefined;
  return new Date(1000 * seconds).toISOString().replace('.000Z', 'Z');
}

function detectorTable(
  counts: Float64Array,
  { points, head, tail, shifts, stepEv }: DetectorLayout,
  kinetic: number | undefined,
): RegionScan['detectors'] {
  if (shifts.length < 2) return undefined;
  const rows = points + head + tail;
  const whole = counts.every((value) => value >= 0 && value < 2 ** 32 && Number.isInteger(value));
  const columns = shifts.map((_, detector): Column => {
    const values = whole ? new Uint32Array(rows) : new Float64Array(rows);
    for (let row = 0; row < rows; row++) values[row] = counts[row * shifts.length + detector]!;
    return { name: `detector ${detector + 1}`, unit: 'counts', values };
  });
  const first = (kinetic ?? Number.NaN) - head * stepEv;
  const energies: Column = { name: 'energy of the analyser', unit: 'eV', values: steppedAngles(first, stepEv, rows) };
  return { rows, columns: [energies, ...columns] };
}

function remarks(data: XmlNode, name: string, layout: DetectorLayout, isFat: boolean): Diagnostic[] {
  const found: Diagnostic[] = [];
  const tell = (code: string, message: string): void => {
    found.push({ code, severity: 'warning', message });
  };
  const gains = items(member(data, 'analyzer_info'), 'detectors').map((node) => memberNumber(node, 'gain') ?? 1);
  if (gains.some((gain) => gain !== 1)) {
    tell('gain-not-applied', `the detectors of region "${name}" have gains: they are settings and not applied`);
  }
  if (!isFat && layout.shifts.length > 1) {
    const message = `region "${name}" was not measured with a fixed pass energy: its detectors are added without being shifted`;
    tell('detectors-not-aligned', message);
  }
  if (children(member(data, 'compact_cycles'), 'struct').length > 0) {
    tell('scan-left-out', `region "${name}" has cycles in the compact form, which is not read; export it as XY`);
  }
  return found;
}

function leftOut(what: string, why: string): Diagnostic {
  return { code: 'scan-left-out', severity: 'warning', message: `${what} is left out: ${why}` };
}
