/** What runs in a process of its own: makes one figure a PDF, and ends. Started by `make-pdf.ts` alone. */
import { type FlatError, flattenError } from '../execution/worker-protocol.js';
import { renderPdf } from '../platform/node/render-pdf.js';

export type PdfAnswer = { readonly pdf: Uint8Array } | { readonly error: FlatError };

process.once('message', async (svg: string) => {
  const answer = await renderPdf(svg).then(
    (pdf): PdfAnswer => ({ pdf }),
    (error: unknown): PdfAnswer => ({ error: flattenError(error) }),
  );
  process.send?.(answer, () => process.disconnect());
});
