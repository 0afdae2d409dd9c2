import type { Progress } from '../techniques/technique.js';

/**
 * Progress of a single analysis: one line on a terminal's stderr that overwrites itself and is wiped at the end. Written
 * at once, because the analysis runs in this thread and leaves no room for timers. Silent where stderr is not a terminal
 * and for whatever takes less than half a second.
 */
export function statusLine(): { readonly progress: Progress; clear(): void } {
  const started = performance.now();
  let lastShown = started;
  let shown = false;
  return {
    progress(share, doing) {
      const now = performance.now();
      if (!process.stderr.isTTY || now - started < 500 || now - lastShown < 100) return;
      lastShown = now;
      shown = true;
      const percent = `${Math.round(100 * Math.min(1, Math.max(0, share)))}`.padStart(3);
      process.stderr.write(`\r\x1b[K${percent} % ${doing}`.slice(0, process.stderr.columns ?? 80));
    },
    clear() {
      if (shown) process.stderr.write('\r\x1b[K');
    },
  };
}
