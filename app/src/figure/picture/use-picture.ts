import { type RefObject, useEffect, useRef, useState } from 'react';
import { isInterphaseError } from '../../../../src/errors.js';
import type { Figure } from '../../../../src/figure/figure.js';
import type { FigureWidth } from '../../../../src/figure/layout/figure-layout.js';
import { afterDrawing, type FigureSession, limitsFor } from '../figure-session.js';
import { PicturePainter } from './picture-painter.js';
import type { Stage } from './use-stage.js';

export interface PictureNeeds extends Stage {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly figure: Figure;
  readonly width: FigureWidth;
  readonly dark: boolean;
}

/**
 * Keeps the canvas of a figure drawn: again when the figure, its limits, the theme, the size or the pixel density
 * changes, and not before it is about to be seen.
 *
 * @returns why the figure cannot be drawn; undefined when it can
 */
export function usePicture(
  session: FigureSession,
  { canvas, figure, width, dark, cssWidth, pixelRatio, isNear }: PictureNeeds,
): string | undefined {
  const painter = useRef<PicturePainter>(undefined);
  const [failure, setFailure] = useState<string | undefined>();

  useEffect(() => {
    const own = new PicturePainter(
      canvas.current!,
      (picture, drawn) => {
        setFailure(undefined);
        session.setState(afterDrawing(session.getState(), picture, drawn), true);
      },
      (error) => setFailure(mistakeText(error)),
    );
    painter.current = own;
    return () => {
      own.dispose();
      painter.current = undefined;
    };
  }, [session, canvas]);

  useEffect(() => {
    if (!isNear || cssWidth === 0) return undefined;
    const want = (): void => {
      const limits = limitsFor(session.getState(), figure);
      painter.current?.want({ figure, limits, width, dark, cssWidth, pixelRatio });
    };
    want();
    return session.subscribe((state, before) => {
      if (state.limits !== before.limits) want();
    });
  }, [session, figure, width, dark, cssWidth, pixelRatio, isNear]);

  return failure;
}

export function mistakeText(error: unknown): string {
  return isInterphaseError(error) ? `${error.message}; ${error.hint}.` : String(error);
}
