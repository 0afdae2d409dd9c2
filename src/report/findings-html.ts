import type { FindingGroup } from './gather-findings.js';
import { type Html, html } from './html.js';

const SEVERITY = {
  error: { one: 'error', many: 'errors', sign: '✕' },
  warning: { one: 'warning', many: 'warnings', sign: '!' },
  info: { one: 'remark', many: 'remarks', sign: 'i' },
} as const;

export function countText(count: number, severity: keyof typeof SEVERITY): string {
  return `${count} ${count === 1 ? SEVERITY[severity].one : SEVERITY[severity].many}`;
}

/** Number of findings, each message once. */
export function countOf(groups: readonly FindingGroup[], severity: keyof typeof SEVERITY): number {
  return groups.filter((group) => group.severity === severity).reduce((sum, group) => sum + group.messages.length, 0);
}

/** `2 errors, 1 remark`. */
export function countsText(groups: readonly FindingGroup[]): string {
  return (['error', 'warning', 'info'] as const)
    .map((severity) => ({ severity, count: countOf(groups, severity) }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => countText(count, severity))
    .join(', ');
}

/** Of a kind that was found in many recordings, with other numbers each time, one stands for all. */
function shown(group: FindingGroup): number {
  return group.messages.length <= 2 ? group.messages.length : 1;
}

/**
 * A list of findings; the word for the severity stands beside the colour.
 *
 * @param origin what a finding is about, where the place of the list does not say it
 */
export function findingList(groups: readonly FindingGroup[], origin?: (group: FindingGroup) => Html): Html {
  return html`<ul class="findings">${groups.map(
    (group) => html`<li class="finding ${group.severity}">
<span class="badge"><span aria-hidden="true">${SEVERITY[group.severity].sign}</span> ${SEVERITY[group.severity].one}</span>
<div><p class="origin">${origin?.(group)} <code>${group.code}</code></p>
${group.messages.slice(0, shown(group)).map(messageHtml)}${
  group.messages.length > shown(group) &&
  html`<details><summary>${group.messages.length - shown(group)} more of this kind</summary>
${group.messages.slice(shown(group)).map(messageHtml)}</details>`
}</div></li>`,
  )}</ul>`;
}

function messageHtml({ message, where }: FindingGroup['messages'][number]): Html {
  return html`<p>${message}${where.length > 0 && html` <span class="where">(${where.join('; ')})</span>`}</p>`;
}
