import type { Figure } from '../../../src/figure/figure.js';
import { withDensity } from '../../../src/figure/output/png-encode.js';
import { renderSvg } from '../../../src/figure/render-svg.js';
import { toVegaLite } from '../../../src/figure/vega-lite-spec.js';
import { columnOf } from '../../../src/report/figure-files.js';
import { fontFaces } from '../../../src/report/font-faces.js';
import type { StudyResult } from '../../../src/study/study-result.js';

/** Width of figures in the study's document, from which that of an exported figure follows as in the report. */
export type DocumentStyle = StudyResult['style'];

function widthOption(figure: Figure, style: DocumentStyle): { readonly width?: 'single' | 'double' } {
  const width = columnOf(figure, style);
  return width === undefined ? {} : { width };
}

/** The figure as the report has it, byte by byte. */
export async function figureSvg(figure: Figure, style: DocumentStyle): Promise<string> {
  const { expressionInterpreter } = await import('vega-interpreter');
  return renderSvg(figure, { ...widthOption(figure, style), interpreter: expressionInterpreter });
}

/** The specification as the report has it, byte by byte. */
export function figureVegaLite(figure: Figure, style: DocumentStyle): string {
  return `${JSON.stringify(toVegaLite(figure, widthOption(figure, style)))}\n`;
}

const regularFont = new URL('../../../assets/fonts/Arimo-Regular.ttf', import.meta.url);
const boldFont = new URL('../../../assets/fonts/Arimo-Bold.ttf', import.meta.url);

async function fontBytes(address: URL): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the font ${address.pathname} cannot be read (${answer.status})`);
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * An SVG of ours with its fonts inside, cut down to the letters it uses: as an image it sees nothing of the page.
 */
export async function withFonts(svg: string): Promise<string> {
  const [regular, bold] = await Promise.all([fontBytes(regularFont), fontBytes(boldFont)]);
  const style = `<style>${fontFaces({ regular, bold }, svg)}</style>`;
  return svg.replace(/^(<svg[^>]*>)/, `$1${style}`);
}

/**
 * An SVG of ours as PNG on white, with its density declared so that programs place it at its true size.
 *
 * @param dpi pixels per inch of paper
 */
export async function figurePng(svg: string, dpi: number): Promise<Blob> {
  const size = /^<svg[^>]*\swidth="([\d.]+)mm" height="([\d.]+)mm"/.exec(svg);
  if (size === null) throw new Error('the drawing has no size in mm');
  const [width, height] = size.slice(1).map((mm) => Math.round((Number(mm) / 25.4) * dpi)) as [number, number];
  const image = new Image(width, height);
  const address = URL.createObjectURL(new Blob([await withFonts(svg)], { type: 'image/svg+xml' }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0, width, height);
    const png = await new Promise<Blob | null>((done) => {
      canvas.toBlob(done, 'image/png');
    });
    if (png === null) throw new Error(`a picture of ${width} x ${height} pixels is too large for this browser`);
    const bytes = withDensity(new Uint8Array(await png.arrayBuffer()), dpi);
    return new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' });
  } finally {
    URL.revokeObjectURL(address);
  }
}
