/** How long a downloaded blob stays readable: the browser has fetched it long before. */
const KEPT_MS = 60_000;

/**
 * Hands a file to the browser's downloads.
 *
 * @param type media type of a text; a `Blob` carries its own
 */
export function download(name: string, data: Blob | string, type = 'text/plain;charset=utf-8'): void {
  const blob = typeof data === 'string' ? new Blob([data], { type }) : data;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  // Firefox follows only links that are in the page.
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
