import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipStudy } from './zip-study.js';

const raw = new Uint8Array(5 * 1024 * 1024).map((_, i) => i % 256);
const study = {
  name: 'cell',
  text: 'title: Größe\n',
  results: [
    { path: 'report.html', bytes: '<p>−Z″</p>' },
    { path: 'figures/S1.png', bytes: Uint8Array.of(1, 2, 3) },
  ],
  paths: ['raw/long.mpr'],
  source: { kind: 'files', files: new Map([['raw/long.mpr', new File([raw], 'long.mpr')]]) },
  onProgress: () => {},
} as const;

describe('a study as zip', () => {
  it('holds study.yaml, raw files and results under one folder', async () => {
    const files = unzipSync(new Uint8Array(await (await zipStudy(study)).arrayBuffer()));
    expect(Object.keys(files)).toEqual([
      'cell/study.yaml',
      'cell/raw/long.mpr',
      'cell/results/report.html',
      'cell/results/figures/S1.png',
    ]);
    expect(strFromU8(files['cell/study.yaml']!)).toBe(study.text);
    expect(strFromU8(files['cell/results/report.html']!)).toBe('<p>−Z″</p>');
    expect(Buffer.compare(files['cell/raw/long.mpr']!, raw)).toBe(0);
  });

  it('has the same bytes for the same study', async () => {
    const [a, b] = await Promise.all([zipStudy(study), zipStudy(study)]);
    expect(Buffer.compare(Buffer.from(await a.arrayBuffer()), Buffer.from(await b.arrayBuffer()))).toBe(0);
  });

  it('holds no name that leads elsewhere on another system', async () => {
    const path = 'raw/back\\..\\..\\evil\n.txt';
    const source = { kind: 'files', files: new Map([[path, new File(['x'], 'evil.txt')]]) } as const;
    const zip = await zipStudy({ ...study, paths: [path], source });
    const names = Object.keys(unzipSync(new Uint8Array(await zip.arrayBuffer())));
    expect(names[1]).toBe('cell/raw/back_.._.._evil_.txt');
  });

  it('says which raw file cannot be read', async () => {
    await expect(zipStudy({ ...study, paths: ['raw/gone.mpr'] })).rejects.toMatchObject({ code: 'file-not-found' });
  });
});
