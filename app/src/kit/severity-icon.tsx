import { IconAlertOctagonFilled, IconAlertTriangleFilled, IconInfoCircle } from '@tabler/icons-react';
import type { Finding } from '../../../src/techniques/technique.js';

type Severity = Finding['severity'];

/** Shape and colour both tell: an octagon, a triangle, a circle. */
const SIGNS = {
  error: { Icon: IconAlertOctagonFilled, colour: 'var(--ip-error)', name: 'Error' },
  warning: { Icon: IconAlertTriangleFilled, colour: 'var(--ip-warning)', name: 'Warning' },
  info: { Icon: IconInfoCircle, colour: 'var(--ip-info)', name: 'Remark' },
} as const;

/** How grave a finding is. `label` replaces its name; an empty one hides it where the words stand beside it. */
export function SeverityIcon({
  severity,
  size = 16,
  label = SIGNS[severity].name,
}: {
  readonly severity: Severity;
  /** @default 16 */
  readonly size?: number;
  readonly label?: string;
}) {
  const { Icon, colour } = SIGNS[severity];
  const naming = label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return <Icon size={size} color={colour} style={{ flex: 'none' }} {...naming} />;
}
