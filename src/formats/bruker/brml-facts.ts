/** What the optics of a BRML raw data file say under the names that techniques ask for. */
import { type FoundSettings, inAngstrom } from '../diffraction/uniform-settings.js';
import {
  attribute,
  child,
  children,
  descendants,
  numberAttribute,
  textBelow,
  type XmlNode,
} from '../diffraction/xml-tree.js';

export function instrumentFacts(root: XmlNode, sampleName: string | undefined): FoundSettings {
  const information = child(root, 'FixedInformation');
  const instrument = child(information, 'Instrument');
  const tube = descendants(instrument, 'Tube')[0] ?? {};
  const generator = child(tube, 'Generator');
  const track = child(child(instrument, 'SecondaryTracks'), 'TrackInfoData');
  const value = (node: XmlNode, name: string): number | undefined => numberAttribute(child(node, name), 'Value');
  const length = (name: string): number | undefined =>
    inAngstrom(value(tube, name), attribute(child(tube, name), 'Unit'));
  return {
    wavelengthKalpha1: length('WaveLengthAlpha1'),
    wavelengthKalpha2: length('WaveLengthAlpha2'),
    wavelengthKbeta: length('WaveLengthBeta'),
    ratioKalpha2: value(tube, 'WaveLengthRatio'),
    anode: textBelow(tube, 'TubeMaterial'),
    radiation: 'x-ray',
    goniometerRadiusMm: value(track, 'Radius'),
    monochromator: monochromators(instrument),
    sampleName: namedItem(information, 'SampleName') ?? sampleName,
    tubeVoltageKv: value(generator, 'Voltage'),
    tubeCurrentMa: value(generator, 'Current'),
  };
}

/** Optics whose type says that they are monochromators, with the side they are on. */
function monochromators(instrument: XmlNode): string | undefined {
  const ofTracks = (tracks: string, beam: string): string[] =>
    descendants(child(instrument, tracks), 'InfoData')
      .filter((optic) => /monochromator/i.test(attribute(optic, 'type') ?? ''))
      .map(
        (optic) => `${attribute(optic, 'VisibleName') ?? attribute(optic, 'LogicName') ?? 'monochromator'}, ${beam}`,
      );
  const found = [...ofTracks('PrimaryTracks', 'incident beam'), ...ofTracks('SecondaryTracks', 'diffracted beam')];
  return found.length === 0 ? undefined : found.join('; ');
}

function namedItem(information: XmlNode, name: string): string | undefined {
  const item = descendants(information, 'InfoList')
    .flatMap((list) => children(list, 'InfoItem'))
    .find((candidate) => attribute(candidate, 'Name') === name);
  const text = item === undefined ? undefined : attribute(item, 'Value');
  return text === undefined || text.trim() === '' ? undefined : text;
}
