import type { DrawnFigure } from './figure-files.js';
import { type Html, html, trusted } from './html.js';

/** Links to the files of a figure. */
function figureLinks({ files }: DrawnFigure): Html {
  const kinds: Readonly<Record<string, string>> = { svg: 'SVG', png: 'PNG', json: 'Vega-Lite' };
  return html`<span class="files">${files.map(({ path }, i) => [
    i > 0 && ' · ',
    html`<a href="${path}">${kinds[path.slice(path.lastIndexOf('.') + 1)]}</a>`,
  ])}</span>`;
}

/** A figure with its caption. The drawing is one image to a screen reader, and its caption says what it shows. */
export function figureHtml(drawn: DrawnFigure, caption: Html, alternative: string, anchor?: string): Html {
  const width = Number(/width="([\d.]+)mm"/.exec(drawn.svg)?.[1] ?? 85);
  return html`<figure${anchor !== undefined && html` id="${anchor}"`} class="${width > 100 ? 'wide' : 'narrow'}">
<div class="plot" role="img" aria-label="${alternative}">${inline(drawn.svg)}</div>
<figcaption>${caption} ${figureLinks(drawn)}</figcaption></figure>
`;
}

/** Inside a page the drawing needs no title of its own, which browsers would show at every touch of the mouse. */
function inline(svg: string): Html {
  return trusted(
    svg.replace(/<title>[^<]*<\/title><desc>[^<]*<\/desc>/, '').replace('<svg ', '<svg aria-hidden="true" '),
  );
}
