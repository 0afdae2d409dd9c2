import type { OptionFileOrigin, OptionSource } from '../execution/task.js';
import { printQuantity } from '../quantity/print.js';
import type { Quantity } from '../quantity/quantity.js';
import { sortKeys } from './analysis-json.js';
import { type Html, html } from './html.js';
import type { AnalysisContent, ReportContent } from './report-content.js';

/** A hash of which twelve digits are seen; the rest is there for copying and shown on hover. */
export function hashHtml(sha256: string): Html {
  return html`<code class="hash" title="${sha256}">${sha256.slice(0, 12)}<span>${sha256.slice(12)}</span></code>`;
}

/** Where every number comes from: files with their hashes, every option, the sample, the version. */
export function provenanceHtml(report: ReportContent): Html {
  const { study } = report;
  return html`<section aria-labelledby="provenance"><h2 id="provenance">Provenance</h2>
<p>Interphase ${study.version}${
    study.studySha256 !== '' && html`; study.yaml with SHA-256 ${hashHtml(study.studySha256)}`
  }. The same files, options and version give
the same digits; <code>interphase verify</code> on the folder of this report runs everything again and compares.</p>
${report.analyses.filter(({ outcome }) => outcome.result !== undefined).map(analysisProvenance)}</section>
`;
}

function analysisProvenance({ outcome, anchor }: AnalysisContent): Html {
  const { inputs, files, options, references = {}, sample } = outcome.result!.provenance;
  // An option that was to come from elsewhere and did not has no value, but an origin that says why.
  const absent = Object.fromEntries(Object.keys(references).map((name) => [name, null]));
  const given = Object.entries(sortKeys({ ...absent, ...options }) as Record<string, unknown>);
  const geometry = Object.entries(sortKeys({ ...sample }) as Record<string, unknown>);
  return html`<h3><a href="#${anchor}">${outcome.id}</a></h3>
<div class="scroll" role="region" aria-label="Files of ${outcome.id}" tabindex="0"><table><caption>Files</caption>
<thead><tr><th scope="col">File</th><th scope="col">Format</th><th scope="col">Bytes</th><th scope="col">SHA-256</th></tr></thead>
<tbody>${inputs.map(
    ({
      path,
      format,
      bytes,
      sha256,
    }) => html`<tr><th scope="row">${path}</th><td>${format}</td><td class="number">${bytes}</td>
<td>${hashHtml(sha256)}</td></tr>
`,
  )}</tbody></table></div>
${files !== undefined && files.length > 0 && optionFiles(outcome.id, files)}<div class="scroll" role="region" aria-label="Options of ${outcome.id}" tabindex="0"><table><caption>Options and sample</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Value</th></tr></thead>
<tbody>${[...given, ...geometry.map(([name, value]) => [`sample.${name}`, value] as const)].map(
    ([
      name,
      value,
    ]) => html`<tr><th scope="row"><code>${name}</code></th><td>${optionText(value)}${Object.hasOwn(references, name) && originText(references[name]!)}</td></tr>
`,
  )}</tbody></table></div>`;
}

function optionFiles(analysis: string, files: readonly OptionFileOrigin[]): Html {
  return html`<div class="scroll" role="region" aria-label="Files that options of ${analysis} name" tabindex="0"><table>
<caption>Files that options name</caption>
<thead><tr><th scope="col">File</th><th scope="col">Option</th><th scope="col">Bytes</th><th scope="col">SHA-256</th></tr></thead>
<tbody>${files.map(
    ({ path, option, bytes, sha256 }) => html`<tr><th scope="row">${path}</th><td><code>${option}</code></td>
<td class="number">${bytes}</td><td>${hashHtml(sha256)}</td></tr>
`,
  )}</tbody></table></div>
`;
}

/** ` (conductivity25C of conductivity)`: which number of which analysis it is, or why it is not there. */
function originText({ analysis, quantity, missing }: OptionSource): string {
  return ` (${quantity} of ${analysis}${missing === undefined ? '' : `: ${missing}`})`;
}

function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'object' && value !== null && 'value' in value && 'sigma' in value && 'unit' in value;
}

/** An option in words: quantities with unit, lists and structures as JSON. */
function optionText(value: unknown): string {
  if (value === null || value === undefined) return 'not given';
  if (typeof value === 'string') return value;
  if (isQuantity(value)) return printQuantity(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  return JSON.stringify(value);
}
