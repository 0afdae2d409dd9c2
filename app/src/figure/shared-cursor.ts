import { createStore } from 'zustand/vanilla';
import type { FigureSession } from './figure-session.js';

/** A place on an axis that other figures with the same axis show too. */
export interface SharedCursor {
  /** Of the axis, as `xKey` gives it. */
  readonly key: string;
  readonly x: number;
  /** The figure on which the pointer is. */
  readonly from: FigureSession;
}

/** Where on x the pointer is, for all figures on the page; only their overlays listen. */
export const sharedCursor = createStore<{ readonly cursor: SharedCursor | undefined }>(() => ({ cursor: undefined }));
