/** What the optics of an XRDML measurement say under the names that techniques ask for. */
import { type FoundSettings, inAngstrom } from '../diffraction/uniform-settings.js';
import { attribute, child, children, numberBelow, textBelow, type XmlNode } from '../diffraction/xml-tree.js';

export function measurementFacts(measurement: XmlNode, sampleName: string | undefined): FoundSettings {
  const wavelength = child(measurement, 'usedWavelength');
  const incident = child(measurement, 'incidentBeamPath');
  const diffracted = child(measurement, 'diffractedBeamPath');
  const tube = child(incident, 'xRayTube');
  const length = (name: string): number | undefined =>
    inAngstrom(numberBelow(wavelength, name), attribute(child(wavelength, name), 'unit'));
  return {
    wavelengthKalpha1: length('kAlpha1'),
    wavelengthKalpha2: length('kAlpha2'),
    wavelengthKbeta: length('kBeta'),
    ratioKalpha2: numberBelow(wavelength, 'ratioKAlpha2KAlpha1'),
    anode: textBelow(tube, 'anodeMaterial'),
    radiation: 'x-ray',
    goniometerRadiusMm: numberBelow(diffracted, 'radius') ?? numberBelow(incident, 'radius'),
    monochromator: monochromators(incident, diffracted),
    sampleName,
    tubeVoltageKv: numberBelow(tube, 'tension'),
    tubeCurrentMa: numberBelow(tube, 'current'),
  };
}

function monochromators(incident: XmlNode, diffracted: XmlNode): string | undefined {
  const words = [
    ...children(incident, 'monochromator').map((node) => describe(node, 'incident beam')),
    ...children(diffracted, 'monochromator').map((node) => describe(node, 'diffracted beam')),
  ];
  return words.length === 0 ? undefined : words.join('; ');
}

/** `C (0 0 2), diffracted beam, 1D Standard ...`. */
function describe(node: XmlNode, beam: string): string {
  const hkl = child(node, 'hkl');
  const indices = ['h', 'k', 'l'].map((letter) => textBelow(hkl, letter));
  const plane = indices.every((index) => index !== undefined) ? `(${indices.join(' ')})` : undefined;
  const crystal = [textBelow(node, 'crystal'), plane].filter((part) => part !== undefined).join(' ');
  return [crystal, beam, attribute(node, 'name')].filter((part) => part !== undefined && part !== '').join(', ');
}
