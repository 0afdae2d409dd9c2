import { isNumberColumn, type Recording } from '../recording.js';

/** A recording in a few lines of text: what a golden file holds of it. */
export function describeRecording(recording: Recording): string {
  const lines = [`${recording.name}: ${recording.format}${recording.startTime ? `, ${recording.startTime}` : ''}`];
  for (const table of recording.tables) {
    lines.push(`  ${table.name}: ${table.rows} rows`);
    for (const column of table.columns) {
      const unit = column.unit === '' ? '' : ` / ${column.unit}`;
      const meaning = isNumberColumn(column) ? (column.kind ? ` = ${column.kind}` : '') : ' (text)';
      lines.push(`    ${column.name}${unit}${meaning}`);
    }
  }
  for (const { code, severity } of recording.diagnostics) lines.push(`  ! ${severity} ${code}`);
  return `${lines.join('\n')}\n`;
}
