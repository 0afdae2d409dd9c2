/** Text formats of photoelectron spectrometers, written here and copied from nowhere. */
import { type VamasSpectrum, vamasText } from '../export/vamas.js';
import { modelSpectrum } from './spectrum-model.js';

const model = modelSpectrum();
const { kinetic, binding, counts, stepEv, excitationEnergyEv } = model;
export const DWELL_S = 0.5;
export const SCANS = 4;

export function vamasSpectrum(changes: Partial<VamasSpectrum> = {}): VamasSpectrum {
  return {
    sample: 'pellet 1',
    species: 'Ti',
    transition: '2p',
    excitationEnergyEv,
    source: 'Al mono',
    passEnergyEv: 20,
    workFunctionEv: 4.3,
    dwellTimeS: DWELL_S,
    scans: SCANS,
    scale: 'kinetic',
    startEv: kinetic[0]!,
    stepEv,
    values: counts,
    unit: 'counts',
    ...changes,
  };
}

export function vamas(): string {
  const variables = [{ label: 'dose', unit: 's' }];
  const transmission = counts.map((_, row) => 2 - row / 100);
  return vamasText({
    institution: 'here',
    variables,
    spectra: [
      vamasSpectrum({ variables: [0], transmission, startTime: '2025-03-14T09:26:53' }),
      vamasSpectrum({ variables: [60], sample: 'pellet 2' }),
    ],
  });
}

/** Binding energies that fall, a rate, and NUL behind a text, as MultiPak exports. */
export function npl(): string {
  const values = counts.map((count) => count / (DWELL_S * SCANS));
  const spectrum = vamasSpectrum({ scale: 'binding', startEv: binding[0]!, stepEv: -stepEv, values, unit: 'counts/s' });
  return vamasText({ spectra: [spectrum] }).replace('\r\n2p\r\n', '\r\n2p\0\r\n');
}

/** The energies as a variable of their own, with what CasaXPS keeps of a fit. */
export function irregularVamas(comments: readonly string[] = CASA_COMMENTS): string {
  const rows = kinetic.flatMap((energy, row) => [energy, counts[row]!, 1]);
  return [
    '',
    ...vamasText({ spectra: [] }).replace('REGULAR', 'IRREGULAR').split('\r\n').slice(0, -3),
    ...[1, 'Block', 'pellet 1', 0, 0, 0, 0, 0, 0, 0],
    ...[comments.length, ...comments],
    ...['XPS', 'Al', excitationEnergyEv, '1e+037', '1e+037', '1e+037', '1e+037', '1e+037', 'FAT', 20, '1e+037', 4.3],
    ...['1e+037', '1e+037', '1e+037', '1e+037', '1e+037', 'Ti', '2p', -1],
    ...[3, 'Kinetic Energy', 'eV', 'Intensity', 'd', 'transmission', 'd'],
    ...['pulse counting', DWELL_S, SCANS, '1e+037', '1e+037', '1e+037', '1e+037'],
    ...[1, 'ESCAPE DEPTH TYPE', 'd', 1],
    ...[rows.length, 0, 1, 0, 1, 0, 1, ...rows],
    'end of experiment',
    '',
  ].join('\n');
}

export const CASA_COMMENTS = [
  'Casa Info Follows',
  '1',
  'Calib M = 281,25 A = 285 BE ADD',
  '0',
  '1',
  'CASA region (*Ti 2p*) (*U 3 Tougaard*) 1025.1 1032.2 7.81 2 0.5 -1 299 542 275 3 (*Ti 2p*) 47.8784 0 7.9',
  '2',
  'CASA comp (*Ti4+*) (*GL(30)*) Area 1200.5 1e-020 5000 -1 1 MFWHM 1.1 0.5 2 -1 1 Position 1030.6 1029 1032 -1 1 RSF 7.81 MASS 47.8784 INDEX 0 (*Ti 2p*) CONST (**) UNCORRECTEDRSF 7.9',
  'CASA comp (*Ti3+*) (*LF(0.54,10,80,100,6)*) Area 90 1e-020 5000 0 0.5 MFWHM 1.2 0.5 2 0 1 Position 1026.6 1025 1028 0 -2.0 RSF 7.81 MASS 47.8784 INDEX 1 (*Ti 2p*) CONST (*A*0.5*) UNCORRECTEDRSF 7.9',
];

export function specsXy(): string {
  const scan = (cycle: number, number: number): string[] => [
    `# Cycle: ${cycle}, Curve: 0, Scan: ${number}`,
    '#',
    `# Acquisition Date:             03/14/25 09:2${cycle}:53 UTC`,
    '# ColumnLabels:                 energy counts/s transmission',
    '#',
    ...binding.map((energy, row) => `${energy}  ${counts[row]! / DWELL_S}  1.5`),
    '',
  ];
  const cycle = (number: number): string[] => [
    `# Cycle: ${number}`,
    '#',
    `# Parameter: "Loop" = ${number + 1}`,
    '#',
    '# Number of Scans: 2',
    '',
    ...scan(number, 0),
    ...scan(number, 1),
  ];
  return [
    '# Created by:        SpecsLab Prodigy, Version 4.100.1-r1',
    '#',
    '# XY-Serializer Export Settings:',
    '#   Comment Prefix:           #',
    '#   Energy Axis:              Binding Energy',
    '#   Count Rate:               Counts per Second',
    '#   Separate Scan Data:       yes',
    '#',
    '# Group:                        step 1',
    '#',
    '# Region:                       Ti2p',
    '# Acquisition Date:             03/14/25 09:26:53 UTC',
    '# Analysis Method:              XPS',
    '# Analyzer:                     Phoibos',
    '# Scan Mode:                    FixedAnalyzerTransmission',
    `# Values/Curve:                 ${counts.length}`,
    `# Dwell Time:                   ${DWELL_S}`,
    `# Excitation Energy:            ${excitationEnergyEv}`,
    '# Pass Energy:                  20',
    '# Eff. Workfunction:            4.3',
    '# Source:                       XR 50',
    '',
    ...cycle(0),
    ...cycle(1),
    '',
  ].join('\n');
}

/** Detectors that see the same spectrum, each shifted by whole steps. */
export const DETECTOR_STEPS = [-2, 0, 3];

export function specsXml(): string {
  const [head, tail] = [4, 3];
  const passEnergyEv = 20;
  const stored = Array.from({ length: counts.length + head + tail }, (_, position) =>
    // What a detector holds at a position belongs to the point that lies its shift further up.
    DETECTOR_STEPS.map((steps) => counts[position - head + steps] ?? 0).join('\n'),
  );
  const detector = (steps: number): string =>
    `<struct><double name="position">0</double><double name="shift">${(steps * stepEv) / passEnergyEv}</double><double name="gain">1</double></struct>`;
  const numbers = (name: string, type: string, text: string): string =>
    `<sequence name="${name}"><${type}>\n${text}\n</${type}></sequence>`;
  return `<?xml version="1.0"?>
<!-- made for a test -->
<!DOCTYPE any [
<!ELEMENT any (struct)*>
]>
<any version="1.6"><sequence length="1" type_id="IDL:specs.de/Serializer/RegionGroupSeq:1.0"><struct type_id="IDL:specs.de/Serializer/RegionGroup:1.0">
<string name="name">pellet 1</string><sequence name="regions" length="1"><struct>
<string name="name">Ti 2p</string>
<struct name="region"><string name="analysis_method">XPS</string><struct name="scan_mode"><string name="name">FixedAnalyzerTransmission</string></struct>
<ulong name="num_scans">2</ulong><ulong name="values_per_curve">${counts.length}</ulong><double name="dwell_time">${DWELL_S}</double>
<double name="scan_delta">${stepEv}</double><double name="excitation_energy">${excitationEnergyEv}</double>
<double name="kinetic_energy">${kinetic[0]}</double><double name="pass_energy">${passEnergyEv}</double><double name="effective_workfunction">4.3</double></struct>
<ulong name="mcd_head">${head}</ulong><ulong name="mcd_tail">${tail}</ulong>
<struct name="analyzer_info"><string name="name">PHOIBOS</string><sequence name="detectors">${DETECTOR_STEPS.map(detector).join('')}</sequence></struct>
<struct name="source_info"><string name="name">lamp</string></struct>
<sequence name="cycles"><struct><ulong name="time">1741944413</ulong><sequence name="scans">${[1, 2].map(() => `<struct>${numbers('counts', 'ulong', stored.join('\n'))}</struct>`).join('\n')}</sequence></struct></sequence>
${numbers('transmission', 'double', counts.map(() => '1.5').join('\n'))}
</struct></sequence></struct></sequence></any>
`;
}

export function scientaText(slices = 1): string {
  const rows = binding.map((energy, row) => {
    const parts = Array.from({ length: slices }, () => (counts[row]! / slices).toExponential(14));
    return ` ${energy.toExponential(14)}  ${parts.join('  ')}`;
  });
  return [
    '[Info]',
    'Number of Regions=0001',
    'Version=1.3.1',
    '',
    '[Region 1]',
    'Region Name=Ti 2p',
    'Dimension 1 name=Binding Energy [eV]',
    `Dimension 1 size=${binding.length}`,
    `Dimension 1 scale=${binding.join(' ')}`,
    ...(slices === 1
      ? []
      : [
          'Dimension 2 name=Y-Scale [deg]',
          `Dimension 2 size=${slices}`,
          `Dimension 2 scale=${Array.from({ length: slices }, (_, index) => index / 2).join(' ')}`,
        ]),
    '',
    '[Info 1]',
    ...SCIENTA_KEYS,
    '',
    '[Run Mode Information 1]',
    '',
    '[Data 1]',
    ...rows,
    '',
  ].join('\r\n');
}

export const SCIENTA_KEYS = [
  'Region Name=Ti 2p',
  'Lens Mode=Transmission',
  'Pass Energy=20',
  `Number of Sweeps=${SCANS}`,
  `Excitation Energy=${excitationEnergyEv}`,
  'Energy Scale=Binding',
  'Acquisition Mode=Swept',
  `Step Time=${1000 * DWELL_S}`,
  'Time per Spectrum Channel=37.5',
  'Instrument=R4000',
  'Location=Scienta',
  'Sample=pellet 1',
  'Date=2025-03-14',
  'Time=09:26:53',
];

export function casaText(): string {
  const block = (region: string, cycle: number): string[] => [
    `Cycle ${cycle}:pellet 1:${region}`,
    `\tCharacteristic Energy eV\t${excitationEnergyEv}\tAcquisition Time s\t${DWELL_S}`,
    'Name\t\tTi4+\t\t',
    'Position\t\t458.7\t\t',
    'FWHM\t\t1.1\t\t',
    'Area\t\t1200\t\t',
    'Lineshape\t\tGL(30)\t\t',
    'K.E.\tCounts\tTi4+\tBackground\tEnvelope\t\tB.E.\tCPS\tTi4+\tBackground CPS\tEnvelope CPS',
    ...kinetic.map((energy, row) => {
      const values = [counts[row]!, 10, 5, 15];
      const rates = values.map((value) => (value / DWELL_S).toExponential(6));
      return [energy, ...values, '', binding[row], ...rates].join('\t');
    }),
    '',
  ];
  return [...block('Ti 2p', 1), ...block('Zr 3d', 1)].join('\n');
}

export function casaResults(): string {
  return [
    'C:\\data\\pellet.vms\t',
    '',
    'Name\tPosition\tFWHM\tRaw Area\tArea/(RSF*T*MFP)\t%At Conc\tGoodness of Fit\t',
    'Ti4+\t458.70\t1.10\t1200.50\t153.71\t93.02\t1.1\t',
    'Ti3+\t456.60\t1.20\t90.00\t11.52\t6.98\t1.1\t',
    '',
    'Peak Area Results',
    '',
  ].join('\r\n');
}

export function namedSpectrum(): string {
  return [
    '# made for a test, hv = 1486.6 eV',
    'E_kin;yield',
    ...kinetic.map((energy, row) => `${energy};${counts[row]}`),
    '',
  ].join('\n');
}
