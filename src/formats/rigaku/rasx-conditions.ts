/** The conditions of a RASX scan (`MesurementConditions0.xml`, so spelt). */
import type { FoundSettings } from '../diffraction/uniform-settings.js';
import {
  addXmlSettings,
  attribute,
  child,
  children,
  contentOf,
  numberAttribute,
  numberBelow,
  readXml,
  textBelow,
  type XmlNode,
} from '../diffraction/xml-tree.js';
import type { SettingsBuilder } from '../settings.js';
import { rigakuFacts } from './rigaku-facts.js';

export interface Conditions {
  readonly axis: string | undefined;
  readonly xUnit: string | undefined;
  readonly yUnit: string | undefined;
  readonly points: number | undefined;
  readonly startTime: string | undefined;
  readonly instrument: string | undefined;
  readonly facts: FoundSettings;
}

/**
 * @param prefix of the names of settings, where an archive has several scans
 * @throws `malformed-file` when it is no XML
 */
export function readConditions(text: string, prefix: string, settings: SettingsBuilder): Conditions {
  const root = child(readXml(text, 'the XML of measurement conditions').root, 'MeasurementConditions');
  addSettings(root, prefix, settings);
  const scan = child(root, 'ScanInformation');
  const general = child(root, 'GeneralInformation');
  const hardware = child(root, 'HWConfigurations');
  const generator = child(hardware, 'XrayGenerator');
  const started = textBelow(scan, 'StartTime');
  const axis = textBelow(scan, 'AxisName');
  return {
    axis,
    xUnit: textBelow(scan, 'PositionUnit'),
    yUnit: textBelow(scan, 'IntensityUnit'),
    points: numberBelow(scan, 'DataCount'),
    startTime:
      started !== undefined && /^\d{4}-\d\d-\d\dT/.test(started) && !started.startsWith('0001') ? started : undefined,
    instrument: textBelow(general, 'SystemName'),
    facts: rigakuFacts({
      wavelength1: numberBelow(generator, 'WavelengthKalpha1'),
      wavelength2: numberBelow(generator, 'WavelengthKalpha2'),
      wavelengthBeta: numberBelow(generator, 'WavelengthKbeta'),
      target: textBelow(generator, 'TargetName'),
      targetNumber: numberBelow(generator, 'TargetAtomicNumber'),
      waveType: textBelow(generator, 'WaveType'),
      axis,
      step: numberBelow(scan, 'Step'),
      speed: numberBelow(scan, 'Speed'),
      speedUnit: textBelow(scan, 'SpeedUnit'),
      radius: distance(hardware, 'XrayGenerator', 'AttachmentStage'),
      monochromators: [
        [unitOf(hardware, 'IncidentMonochromator'), 'incident beam'],
        [unitOf(hardware, 'DetectorMonochromator'), 'diffracted beam'],
      ],
      sample: textBelow(general, 'SampleName'),
      kv: numberBelow(generator, 'Voltage'),
      ma: numberBelow(generator, 'Current'),
    }),
  };
}

/** Axes and header pairs under their own names, all else under its path. */
function addSettings(root: XmlNode, prefix: string, settings: SettingsBuilder): void {
  for (const [name, node] of Object.entries(root)) {
    if (name.startsWith('@') || name === 'Axes' || name === 'RASHeader') continue;
    addXmlSettings(settings, node, `${prefix}${name}`);
  }
  for (const axis of children(child(root, 'Axes'), 'Axis')) {
    const unit = attribute(axis, 'Unit') ?? '';
    const position = attribute(axis, 'Position');
    const label = `${prefix}Axis ${attribute(axis, 'Name') ?? ''}${unit === '' ? '' : `/${unit}`}`;
    if (position !== undefined && position !== '') settings.addText(label, position);
    const offset = attribute(axis, 'Offset') ?? '0';
    if (offset !== '0' && offset !== '') settings.addText(`${label} offset`, offset);
  }
  for (const pair of children(child(root, 'RASHeader'), 'Pair')) {
    const [name, value] = children(pair, 'string').map(contentOf);
    if (name !== undefined && value !== undefined && value !== '') {
      settings.addText(`${prefix}${name.replace(/^\*/, '')}`, value);
    }
  }
}

function distance(hardware: XmlNode, from: string, to: string): number | undefined {
  const found = children(child(hardware, 'Distances'), 'Distance').find(
    (node) => attribute(node, 'From') === from && attribute(node, 'To') === to && attribute(node, 'Unit') === 'mm',
  );
  return found === undefined ? undefined : numberAttribute(found, 'Value');
}

function unitOf(hardware: XmlNode, category: string): string | undefined {
  const found = children(child(hardware, 'Categories'), 'Category').find(
    (node) => attribute(node, 'Name') === category,
  );
  return found === undefined ? undefined : attribute(found, 'SelectedUnit');
}
