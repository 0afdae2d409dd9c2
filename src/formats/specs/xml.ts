import { fail } from '../../errors.js';
import { descendants, readXml, type XmlNode } from '../diffraction/xml-tree.js';
import type { FileLike } from '../file-like.js';
import { SettingsBudget } from '../photoemission/settings-budget.js';
import { spectrumNames } from '../photoemission/spectrum-names.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Diagnostic, Setting, Table } from '../recording.js';
import { decodeText } from '../text/text-lines.js';
import { items, memberText } from './serialized.js';
import { type RegionScan, readRegion } from './xml-region.js';

/** SPECS SpecsLab 2, XML export: every scan of every cycle is a table, what each detector counted is one more. */
export const specsXmlReader: Reader = {
  id: 'specs-xml',
  label: 'SPECS SpecsLab 2 XML',
  extensions: ['.xml'],
  recognise: ({ text }: FileHead) => {
    if (!/^\uFEFF?\s*<\?xml/.test(text)) return 0;
    return /specs\.de\/(?:Serializer|SurfaceAnalysis)/.test(text) ? 1 : 0;
  },
  read: readSpecsXml,
};

const MOST_BYTES = 256_000_000;
const MOST_SCANS = 50_000;

async function readSpecsXml(file: FileLike): Promise<FileContent> {
  if (file.size > MOST_BYTES) throw fail('malformed-file', 'more than 256 MB of XML', 'export fewer regions at a time');
  const { text } = decodeText(await file.slice(0, file.size));
  const { root, cut } = readXml(withoutDocumentType(text), 'the XML of SpecsLab');
  const scans: RegionScan[] = [];
  const diagnostics: Diagnostic[] = [];
  const budget = new SettingsBudget(text.length / 10);
  for (const group of groupsOf(root)) {
    const name = memberText(group, 'name') ?? '';
    for (const region of items(group, 'regions')) {
      const content = readRegion(region, name, budget);
      scans.push(...content.scans);
      diagnostics.push(...content.diagnostics);
      if (scans.length > MOST_SCANS) throw fail('malformed-file', `more than ${MOST_SCANS} scans`, 'split the file');
    }
  }
  if (scans.length === 0) {
    const why = diagnostics[0] === undefined ? '' : `: ${diagnostics[0].message}`;
    throw fail(
      cut ? 'truncated-file' : 'malformed-file',
      `no scan of the file can be read${why}`,
      'copy the file again, or export the regions as XY',
    );
  }
  if (cut) {
    const message = 'the file ends before its last element is closed: scans may be missing';
    diagnostics.push({ code: 'truncated', severity: 'warning', message });
  }
  if (scans.some(({ detectors }) => detectors !== undefined)) {
    const message =
      'the counts of several detectors are added after each was shifted by its share of the pass energy; between two positions they are interpolated, and so no whole numbers. What each detector counted is in tables of its own';
    diagnostics.push({ code: 'detectors-aligned', severity: 'info', message });
  }
  const startTime = scans.find((scan) => scan.startTime !== undefined)?.startTime;
  return {
    instrument: `SPECS ${String(scans[0]!.settings.analyser ?? '')}`.trim(),
    ...(startTime === undefined ? {} : { startTime }),
    settings: fileSettings(text),
    tables: tablesOf(scans),
    diagnostics,
  };
}

/** The declarations of types are of no use, and some hundred lines long. */
function withoutDocumentType(text: string): string {
  const start = text.indexOf('<!DOCTYPE');
  const end = start === -1 ? -1 : text.indexOf(']>', start);
  return end === -1 ? text : text.slice(0, start) + text.slice(end + 2);
}

function groupsOf(root: XmlNode): readonly XmlNode[] {
  return descendants(root, 'struct').filter((node) => items(node, 'regions').length > 0);
}

function tablesOf(scans: readonly RegionScan[]): Table[] {
  const names = spectrumNames([
    ...scans.map(({ parts }) => parts),
    ...scans.flatMap(({ parts: [region = '', ...rest], detectors }) =>
      detectors === undefined ? [] : [[`${region}, detectors`, ...rest]],
    ),
  ]);
  const spectra = scans.map(
    ({ rows, columns, settings }, index): Table => ({ name: names[index]!, rows, columns, settings }),
  );
  const raw = scans.flatMap(({ detectors, settings }) => (detectors === undefined ? [] : { ...detectors, settings }));
  return [...spectra, ...raw.map((table, index): Table => ({ name: names[scans.length + index]!, ...table }))];
}

function fileSettings(text: string): Record<string, Setting> {
  const created = /<!--\s*(.{1,300}?)\s*-->/.exec(text.slice(0, 2000))?.[1];
  return created === undefined ? {} : { created };
}
