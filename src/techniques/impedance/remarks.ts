/**
 * What is worth saying of a spectrum and, in a series, mostly true of all its spectra: said once for the series, with the
 * spectrum in which it is most so. Seven times the same sentence is read by nobody.
 */
import type { Finding } from '../technique.js';

export interface Remark {
  readonly code: string;
  readonly severity: Finding['severity'];
  /** What the spectra have in common, as a clause that begins in lower case: `the arc of R1 is assigned to bulk`. */
  readonly claim: string;
  /** What differs from one to the next, e.g. `18 of 20`; empty when nothing does. */
  readonly detail: string;
  /** A sentence on what follows from it; may be empty. */
  readonly advice: string;
  /** How much it is so: the spectrum with the largest one is the example. */
  readonly weight: number;
  /** Words before the example, e.g. `fewest for`. @default 'for' */
  readonly example?: string;
}

interface Remarked {
  readonly label: string;
  readonly remarks: readonly Remark[];
}

/** Recordings named one by one. */
const MOST_NAMED = 6;
/** Shorter series are told one by one. */
const SERIES = 3;

/** A finding that carries no numbers, as a remark. */
export function asRemark({ code, severity, message }: Finding): Remark {
  const claim = message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, '');
  return { code, severity, claim, detail: '', advice: '', weight: 0 };
}

/** Findings of each spectrum by itself, and those of the series as a whole. */
export function sayRemarks(entries: readonly Remarked[]): { each: Finding[][]; together: Finding[] } {
  if (entries.length < SERIES) {
    return { each: entries.map(({ label, remarks }) => remarks.map((remark) => alone(remark, label))), together: [] };
  }
  const groups = new Map<string, { label: string; remark: Remark }[]>();
  for (const { label, remarks } of entries) {
    for (const remark of remarks) {
      const key = `${remark.code}\n${remark.severity}\n${remark.claim}`;
      groups.set(key, [...(groups.get(key) ?? []), { label, remark }]);
    }
  }
  return { each: entries.map(() => []), together: [...groups.values()].map((group) => common(group, entries.length)) };
}

function alone({ code, severity, claim, detail, advice }: Remark, where: string): Finding {
  const first = claim.charAt(0).toUpperCase() + claim.slice(1);
  return { code, severity, message: sentences(detail === '' ? first : `${first}: ${detail}`, advice), where };
}

function common(group: readonly { label: string; remark: Remark }[], total: number): Finding {
  const most = group.reduce((best, entry) => (entry.remark.weight > best.remark.weight ? entry : best));
  const { code, severity, claim, detail, advice, example = 'for' } = most.remark;
  const labels = group.map((entry) => entry.label);
  const listed = `${labels.slice(0, MOST_NAMED).join(', ')}${labels.length > MOST_NAMED ? ', ...' : ''}`;
  const where =
    group.length === total
      ? `In all ${total} recordings`
      : group.length === 1
        ? `In ${most.label}`
        : `In ${group.length} of ${total} recordings (${listed})`;
  const named = group.length === 1 ? `: ${detail}` : `; ${example} ${most.label}: ${detail}`;
  return { code, severity, message: sentences(`${where} ${claim}${detail === '' ? '' : named}`, advice) };
}

function sentences(first: string, advice: string): string {
  const closed = first.endsWith('.') ? first : `${first}.`;
  return advice === '' ? closed : `${closed} ${advice}`;
}
