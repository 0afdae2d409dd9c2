import { printPlace } from '../errors.js';
import { printQuantity } from '../quantity/print.js';
import type { Sample } from '../techniques/sample.js';
import { figureHtml } from './figure-html.js';
import { countsText, findingList } from './findings-html.js';
import { findingsOf, groupFindings } from './gather-findings.js';
import { type Html, html } from './html.js';
import type { AnalysisContent, ReportContent } from './report-content.js';
import { foldedTableHtml, quantitiesHtml, tableHtml } from './table-html.js';

/** `Na3Zr2Si2PO12` as `Na₃Zr₂Si₂PO₁₂`; names that are no formulae stay. */
function formula(text: string): string {
  if (!/^(?:[A-Z][a-z]?|[()\d.])+$/.test(text)) return text;
  return text.replace(/(?<=[A-Za-z)])\d+(?!\.)/g, (digits) =>
    Array.from(digits, (digit) => String.fromCodePoint(0x2080 + Number(digit))).join(''),
  );
}

/** `10.2(1) mm diameter, 1.00(2) mm thick`: what was measured, in one line. */
export function sampleText(sample: Sample): string {
  const { name, composition, thickness, diameter, area, mass, density, stack } = sample;
  const layers = stack?.map((layer) =>
    layer.thickness === undefined
      ? formula(layer.material)
      : `${formula(layer.material)} ${printQuantity(layer.thickness)}`,
  );
  const parts = [
    composition && formula(composition),
    layers?.join(' | '),
    thickness && `${printQuantity(thickness)} thick`,
    diameter && `${printQuantity(diameter)} diameter`,
    area && `${printQuantity(area)} area`,
    mass && `${printQuantity(mass)} mass`,
    density && `${printQuantity(density)} density`,
  ].filter((part) => part !== undefined && part !== '');
  return [name, parts.join(', ')].filter((part) => part !== undefined && part !== '').join(': ');
}

/** One analysis: what it gave, per recording and as a whole, what is to be said about it, its figures and tables. */
export function analysisHtml(content: AnalysisContent, report: ReportContent): Html {
  const { outcome, anchor } = content;
  const { result, failure } = outcome;
  const recordings = result?.provenance.inputs.length ?? 0;
  const sample = result === undefined ? '' : sampleText(result.provenance.sample);
  return html`<section class="analysis${failure !== undefined && ' failed'}" aria-labelledby="${anchor}">
<h3 id="${anchor}">${outcome.id}${failure !== undefined && html` <span class="badge">failed</span>`}</h3>
<p class="facts">${outcome.technique}${recordings > 0 && ` · ${recordings} recording${recordings === 1 ? '' : 's'}`}${
    sample !== '' && ` · ${sample}`
  }</p>
${failure !== undefined && failureHtml(failure)}${result !== undefined && resultHtml(content, result, report)}</section>
`;
}

function failureHtml(failure: NonNullable<AnalysisContent['outcome']['failure']>): Html {
  const place = printPlace(failure.where);
  return html`<div class="failure" role="note"><p><strong>This analysis failed.</strong> ${failure.message}${
    place !== '' && html` <span class="where">(${place})</span>`
  }</p><p>To mend it: ${failure.hint}. <code>${failure.code}</code></p>
<p>Nothing of it appears in the figures, tables and numbers of this report.</p></div>`;
}

function resultHtml(
  content: AnalysisContent,
  result: NonNullable<AnalysisContent['outcome']['result']>,
  report: ReportContent,
): Html {
  const quantities = Object.entries(result.quantities).map(([name, quantity]) => ({ name, quantity }));
  const findings = groupFindings(findingsOf(result));
  const { series } = content;
  return html`${quantities.length > 0 && quantitiesHtml(quantities, 'Results of the analysis as a whole')}
${series !== undefined && tableHtml(series.table, html`Results of each recording ${csvLink(series.csv)}`, series.csv)}
${findings.length > 0 && html`<h4>Findings</h4><details class="remarks"><summary>${countsText(findings)}</summary>${findingList(findings)}</details>`}
${content.figures.length > 0 && html`<h4>Figures</h4>${figuresHtml(content, report)}`}
${
  content.tables.length > 0 &&
  html`<h4>Tables</h4>${content.tables.map(({ table, csv }) => foldedTableHtml(table, html`${table.caption} ${csvLink(csv)}`, csv))}`
}
${
  content.files.length > 0 &&
  html`<h4>Files for other programs</h4><ul>${content.files.map(
    ({
      path,
      description,
    }) => html`<li><a href="${path}">${path.slice(path.lastIndexOf('/') + 1)}</a>: ${description}</li>
`,
  )}</ul>`
}
<p class="files">Files: ${[content.json, content.quantitiesCsv]
    .filter((path) => path !== undefined)
    .map((path, i) => html`${i > 0 && ' · '}<a href="${path}">${path}</a>`)}</p>
`;
}

export function csvLink(csv: string): Html {
  return html`<span class="files"><a href="${csv}">CSV</a></span>`;
}

/** Figures that stand in the document already are only pointed at; the others are drawn here. */
function figuresHtml(content: AnalysisContent, report: ReportContent): Html {
  const shown = new Map(
    report.items.flatMap(({ drawn, heading, anchor }) =>
      (drawn?.figure.panels ?? []).map((panel) => [JSON.stringify(panel), { heading, anchor }] as const),
    ),
  );
  return html`${content.figures.map((drawn) => {
    const where = drawn.figure.panels.map((panel) => shown.get(JSON.stringify(panel)));
    if (where.every((item) => item !== undefined)) {
      return html`<p class="shown"><strong>${drawn.figure.id}</strong>: see <a href="#${where[0]!.anchor}">${where[0]!.heading}</a>.
<span class="files"><a href="${drawn.path}.svg">SVG</a> · <a href="${drawn.path}.vl.json">Vega-Lite</a></span></p>`;
    }
    return figureHtml(drawn, html`<strong>${drawn.figure.id}.</strong> ${drawn.figure.caption}`, drawn.figure.caption);
  })}`;
}
