import { type RefObject, useEffect, useState } from 'react';
import type { Figure } from '../../../../src/figure/figure.js';
import { type FigureWidth, figureWidth } from '../../../../src/figure/layout/figure-layout.js';

export interface Stage {
  /** Room for the figure, CSS pixels; 0 before it is known. */
  readonly cssWidth: number;
  readonly pixelRatio: number;
  /** True from when the figure first came near to what is seen of the page. */
  readonly isNear: boolean;
}

const NEAR = '400px';

/** Watches how large a figure may be drawn, how densely, and whether it is about to be seen. */
export function useStage(stage: RefObject<HTMLElement | null>): Stage {
  const [cssWidth, setCssWidth] = useState(0);
  const [pixelRatio, setPixelRatio] = useState(() => window.devicePixelRatio);
  const [isNear, setNear] = useState(false);

  useEffect(() => {
    const element = stage.current!;
    const size = new ResizeObserver(() => setCssWidth(element.clientWidth));
    const sight = new IntersectionObserver(
      (entries) => setNear((near) => near || entries.some((entry) => entry.isIntersecting)),
      { rootMargin: NEAR },
    );
    size.observe(element);
    sight.observe(element);
    return () => {
      size.disconnect();
      sight.disconnect();
    };
  }, [stage]);

  useEffect(() => {
    // Moved to another screen, or the page itself was zoomed.
    const density = window.matchMedia(`(resolution: ${pixelRatio}dppx)`);
    const change = (): void => setPixelRatio(window.devicePixelRatio);
    density.addEventListener('change', change);
    return () => density.removeEventListener('change', change);
  }, [pixelRatio]);

  return { cssWidth, pixelRatio, isNear };
}

/** On less room than this the letters of a figure two columns wide cannot be read, CSS pixels. */
const NARROW_PX = 470;

/** Journal column in which a figure is shown: the one asked for, unless only a narrow one can be read. */
export function shownColumn(figure: Figure, width: FigureWidth | undefined, cssWidth: number): FigureWidth {
  return cssWidth > 0 && cssWidth < NARROW_PX ? 'single' : figureWidth(figure, width);
}
