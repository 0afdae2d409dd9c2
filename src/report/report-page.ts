import { analysisHtml, csvLink } from './analysis-html.js';
import { figureHtml } from './figure-html.js';
import { countOf, countText, findingList } from './findings-html.js';
import { type FindingGroup, studyFindings } from './gather-findings.js';
import { type Html, html, trusted } from './html.js';
import { pageStyle } from './page-style.js';
import { hashHtml, provenanceHtml } from './provenance-html.js';
import type { AnalysisContent, ItemContent, ReportContent } from './report-content.js';
import { quantitiesHtml, tableHtml } from './table-html.js';

/** Nothing is fetched and nothing runs: the page is one file that can be mailed, archived and printed. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

/** The whole page. `fontFaces` is the `@font-face` part of the style sheet, empty where no fonts were given. */
export function reportPage(report: ReportContent, fontFaces: string): string {
  const { study } = report;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="color-scheme" content="light dark">
<meta name="generator" content="Interphase ${study.version}">
<title>${study.title}</title>
<style>${trusted(fontFaces)}${trusted(pageStyle)}</style></head>
<body><a class="skip" href="#content">Skip to the content</a>
<nav aria-label="Contents">${contents(report)}</nav>
<main id="content">
${header(report)}
${referee(report)}
${atAGlance(report)}
${documentItems(report)}
<section aria-labelledby="analyses"><h2 id="analyses">Analyses</h2>
${report.analyses.map((analysis) => analysisHtml(analysis, report))}</section>
${methods(report)}
${provenanceHtml(report)}
<footer>Made with Interphase ${study.version}. Data and code that gave this page stay with it: see
<a href="#provenance">Provenance</a>.</footer>
</main></body></html>
`;
  return page.html;
}

function contents({ items, analyses }: ReportContent): Html {
  const link = (anchor: string, text: string): Html => html`<li><a href="#${anchor}">${text}</a></li>`;
  const nested = (anchor: string, text: string, inner: readonly Html[]): Html | false =>
    inner.length > 0 && html`<li><a href="#${anchor}">${text}</a><ol>${inner}</ol></li>`;
  return html`<p class="nav-title">Contents</p><ol>
${link('referee', 'What a referee would ask')}
${isWorthAGlance(analyses) && link('results', 'Results at a glance')}
${nested(
  'document',
  'Figures and tables',
  items.map(({ anchor, heading }) => link(anchor, heading)),
)}
${nested(
  'analyses',
  'Analyses',
  analyses.map(({ anchor, outcome }) =>
    link(anchor, outcome.failure === undefined ? outcome.id : `${outcome.id} (failed)`),
  ),
)}
${analyses.some(hasMethods) && link('methods', 'Methods')}
${link('provenance', 'Provenance')}
</ol>`;
}

const hasMethods = ({ outcome }: AnalysisContent): boolean => (outcome.result?.methods.length ?? 0) > 0;
const hasQuantities = ({ outcome }: AnalysisContent): boolean =>
  Object.keys(outcome.result?.quantities ?? {}).length > 0;

/** A single analysis shows its results itself. */
const isWorthAGlance = (analyses: readonly AnalysisContent[]): boolean => analyses.filter(hasQuantities).length > 1;

function header({ study, analyses }: ReportContent): Html {
  const failed = analyses.filter(({ outcome }) => outcome.failure !== undefined).length;
  const files = new Set(
    analyses.flatMap(({ outcome }) => outcome.result?.provenance.inputs.map(({ sha256 }) => sha256) ?? []),
  );
  const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
  return html`<header><p class="eyebrow">Supporting information</p><h1>${study.title}</h1>
<p class="facts">${plural(analyses.length, 'analysis', 'analyses')}${failed > 0 && html`, <strong>${failed} failed</strong>`} ·
${plural(files.size, 'raw file', 'raw files')} · Interphase ${study.version}${study.studySha256 !== '' && html` · study ${hashHtml(study.studySha256)}`}</p>
<details class="how"><summary>How to read this report</summary>
<p><strong>Numbers.</strong> 0.310(4) eV means 0.310 eV with a standard deviation of 0.004 eV; the digits shown are those that the
uncertainty allows. Intervals are 95 % intervals and need not be symmetric. “Not identifiable” means that the data do not
determine the number; what they do say about it stands beside it. A dash means that a quantity does not apply.</p>
<p><strong>Findings.</strong> An <em>error</em> must be resolved before the number is used, a <em>warning</em> needs a word in the
text, a <em>remark</em> is good to know. Each says what to do about it.</p>
<p><strong>Files.</strong> Every figure stands in the folder <code>figures</code> as SVG (vector, at journal size), as PNG and as
Vega-Lite for changing it; every table in <code>tables</code> as CSV with all digits; every analysis in <code>analyses</code>
as JSON${analyses.some(({ files }) => files.length > 0) && html`; files for other programs in <code>files</code>`}. No digit of this page was typed by hand: <a href="#provenance">Provenance</a> names the file, the options and the
version behind each.</p></details></header>`;
}

function referee({ study, analyses }: ReportContent): Html {
  const groups = studyFindings(study);
  const grave = groups.filter(({ severity }) => severity !== 'info');
  const remarks = groups.filter(({ severity }) => severity === 'info');
  const anchors = new Map(analyses.map(({ outcome, anchor }) => [outcome.id, anchor]));
  const origin = ({ analysis }: FindingGroup): Html =>
    analysis === undefined
      ? html`whole study`
      : html`<a href="#${anchors.get(analysis) ?? 'analyses'}">${analysis}</a>`;
  const chip = (severity: 'error' | 'warning' | 'info'): Html | false => {
    const count = countOf(groups, severity);
    return count > 0 && html`<li class="chip ${severity}">${countText(count, severity)}</li>`;
  };
  return html`<section aria-labelledby="referee"><h2 id="referee">What a referee would ask</h2>
${
  groups.length === 0
    ? html`<p class="clear">Nothing: all checks of all analyses passed.</p>`
    : html`<ul class="chips">${chip('error')}${chip('warning')}${chip('info')}</ul>`
}
${grave.length > 0 && findingList(grave, origin)}
${
  remarks.length > 0 &&
  html`<details class="remarks"><summary>${countText(countOf(groups, 'info'), 'info')}</summary>${findingList(remarks, origin)}</details>`
}</section>`;
}

function atAGlance({ analyses }: ReportContent): Html | false {
  const rows = analyses.flatMap(({ outcome, anchor }) =>
    Object.entries(outcome.result?.quantities ?? {}).map(([name, quantity]) => ({
      of: html`<a href="#${anchor}">${outcome.id}</a>`,
      name,
      quantity,
    })),
  );
  return (
    isWorthAGlance(analyses) &&
    html`<section aria-labelledby="results"><h2 id="results">Results at a glance</h2>
${quantitiesHtml(rows, 'Quantities of all analyses')}</section>`
  );
}

function documentItems({ items }: ReportContent): Html | false {
  return (
    items.length > 0 &&
    html`<section aria-labelledby="document"><h2 id="document">Figures and tables</h2>
${items.map(itemHtml)}</section>`
  );
}

function itemHtml({ item, anchor, heading, drawn, table }: ItemContent): Html {
  const caption = html`<strong>${heading}.</strong> ${item.caption}`;
  if (drawn !== undefined) return figureHtml(drawn, caption, `${heading}. ${item.caption}`, anchor);
  if (table !== undefined) {
    return html`<div id="${anchor}" class="item">${tableHtml(table.table, html`${caption} ${csvLink(table.csv)}`, table.csv)}</div>`;
  }
  return html`<figure id="${anchor}" class="lacking"><p role="note"><strong>${heading} cannot be shown:</strong> ${
    item.missing ?? 'it has neither figure nor table'
  }.</p><figcaption>${caption}</figcaption></figure>
`;
}

function methods({ analyses }: ReportContent): Html | false {
  const described = analyses.filter(hasMethods);
  return (
    described.length > 0 &&
    html`<section aria-labelledby="methods" class="methods"><h2 id="methods">Methods</h2>
${described.map(
  ({ outcome, anchor }) => html`<h3><a href="#${anchor}">${outcome.id}</a></h3>
<p>${outcome.result!.methods.join(' ')} The analysis was done with Interphase ${outcome.result!.version}; every option and the
hash of every file are listed under Provenance.</p>
`,
)}</section>`
  );
}
