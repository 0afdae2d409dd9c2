import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../figure/render-svg.js';
import { arrheniusPanel, figureOf } from '../../figure/test-support/sample-figures.js';
import { renderPdf } from './render-pdf.js';

const latin1 = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');
const fontsIn = (pdf: Uint8Array) => new Set(latin1(pdf).match(/(?<=\/FontName \/[A-Z]{6}\+)\S+/g));
const svgOf = (body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="5mm" viewBox="0 0 60 15">${body}</svg>`;

describe('renderPdf', { timeout: 60_000 }, () => {
  it('has the size of the figure, its text and description, and equal bytes each time', async () => {
    const svg = await renderSvg(figureOf('arrhenius', arrheniusPanel()));
    const pdf = await renderPdf(svg);
    const [, width] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(latin1(pdf))!;
    expect(Number(width)).toBeCloseTo((85 / 25.4) * 72, 2);
    expect(latin1(pdf).match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(fontsIn(pdf)).toEqual(new Set(['Arimo-Regular']));
    expect(latin1(pdf)).toMatch(/\/Alt /);
    expect(latin1(pdf)).not.toMatch(/D:20/);
    expect(await renderPdf(svg)).toEqual(pdf);
  });

  it('asks for no font but the bundled one', async () => {
    for (const family of [
      ' font-family="DejaVu Sans"',
      " font-family='Times'",
      ' font-family="system-ui, serif"',
      '',
    ]) {
      const pdf = await renderPdf(svgOf(`<text x="1" y="12" font-size="12"${family}>Ω″−Å⁻¹χ²µ</text>`));
      expect(fontsIn(pdf), family).toEqual(new Set(['Arimo-Regular']));
    }
    const styled = svgOf('<text y="9" style="fill:red;font-family:Libertinus Serif">a&#8750; 中⨁</text>');
    expect(fontsIn(await renderPdf(styled))).toEqual(new Set(['Arimo-Regular']));
    expect(fontsIn(await renderPdf(svgOf('<text font-weight="bold" y="9">a</text>')))).toEqual(new Set(['Arimo-Bold']));
  });

  it('says what it cannot draw, and reads no file', async () => {
    const refused = { code: 'cannot-write', message: expect.stringMatching(/the figure cannot be made a PDF: \w/) };
    for (const svg of ['', 'no SVG', svgOf('<rect'), svgOf('<image href="/etc/hostname" width="9" height="9"/>')]) {
      await expect(renderPdf(svg), svg).rejects.toMatchObject(refused);
    }
  });
});
