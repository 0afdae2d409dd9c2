/**
 * The report's page for the preview: it follows the colour scheme chosen on the page, not that of the system. Links inside
 * of it are found by their fragment, which needs no base address.
 */
export function previewPage(html: string, dark: boolean): string {
  // A condition that always holds, or never.
  const condition = dark ? '(min-width:0)' : 'not all';
  return html.replaceAll('@media (prefers-color-scheme:dark)', `@media ${condition}`);
}
