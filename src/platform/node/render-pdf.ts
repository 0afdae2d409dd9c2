import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fail } from '../../errors.js';
import { charactersOf } from '../../report/subset-font.js';

/** The page is as large as the figure: journals crop it no further. */
const DOCUMENT = `
#set document(date: none)
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image("figure.svg", alt: sys.inputs.alt)
`;

/**
 * An SVG of ours as PDF of the same size: vectors and real text, tagged, its fonts inside. Only the bundled fonts are
 * asked for and no clock is read, so the same figure gives the same bytes.
 *
 * @throws `cannot-write` for what is no SVG, and where Typst does not run
 */
export async function renderPdf(svg: string): Promise<Uint8Array> {
  const typst = await loadTypst();
  // A folder that is not there: the figure is handed over as bytes, and nothing else may be read.
  const workspace = join(tmpdir(), `interphase-${randomUUID()}`);
  const compiler = typst.NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: fonts() }] });
  compiler.mapShadow(join(workspace, 'figure.svg'), Buffer.from(inBundledFont(svg)));
  try {
    const pdf = compiler.pdf(
      { mainFileContent: DOCUMENT, inputs: { alt: descriptionOf(svg) } },
      { creationTimestamp: 0 },
    );
    return new Uint8Array(pdf);
  } catch (error) {
    throw fail('cannot-write', `the figure cannot be made a PDF: ${reason(error)}`, 'save it as SVG', {
      file: 'figure.svg',
    });
  } finally {
    compiler.evictCache(0);
  }
}

/** The fonts of the publication style; the same path from `src/` and from `dist/`. */
let loadedFonts: Buffer[] | undefined;
function fonts(): Buffer[] {
  loadedFonts ??= ['Regular', 'Bold', 'Italic', 'BoldItalic'].map((face) =>
    readFileSync(new URL(`../../../assets/fonts/Arimo-${face}.ttf`, import.meta.url)),
  );
  return loadedFonts;
}

/**
 * Left to itself Typst takes a font of this machine, or its own serif, where the figure names another or none, and for
 * characters that Arimo does not have. Those are shown as the sign for a missing character, as in the PNG.
 */
function inBundledFont(svg: string): string {
  const has = charactersOf(fonts()[0]!);
  return svg
    .replace(/\sfont-family=("[^"]*"|'[^']*')/g, ' font-family="Arimo"')
    .replace(/font-family:[^;"'}]*/g, 'font-family:Arimo')
    .replace(/<svg(?=[\s>])(?![^>]*\sfont-family=)/, '<svg font-family="Arimo"')
    .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (whole, hex: string | undefined, decimal: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0x7f && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/[\u0080-\u{10ffff}]/gu, (character) => (has(character.codePointAt(0)!) ? character : '\ufffd'));
}

/** What a screen reader says of the figure: its `<desc>`, or its `<title>`. */
function descriptionOf(svg: string): string {
  const text = (tag: string) => new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`).exec(svg)?.[1]?.trim();
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  const escaped = text('desc') || text('title') || 'Figure';
  return escaped.replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole);
}

async function loadTypst(): Promise<{ NodeCompiler: typeof NodeCompiler }> {
  try {
    return await import('@myriaddreamin/typst-ts-node-compiler');
  } catch {
    throw fail(
      'cannot-write',
      'Typst, which makes PDFs, does not run on this system',
      'save the figure as SVG, or print the report to PDF in the browser',
    );
  }
}

/** Typst gives its reason as the code of the error: `0: failed to parse SVG (...)`. */
function reason(error: unknown): string {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const text = typeof code === 'string' && code !== '' ? code : String(message ?? error);
  return text.replace(/^\d+: /, '').trim();
}
