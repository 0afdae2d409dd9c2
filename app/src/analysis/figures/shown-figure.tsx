import { type CSSProperties, useMemo } from 'react';
import type { Figure } from '../../../../src/figure/figure.js';
import { layoutFigure } from '../../../../src/figure/layout/figure-layout.js';
import { FigureView, type FigureViewProps } from '../../figure/figure-view.js';
import classes from './figure-gallery.module.css';

/** A figure with its caption, as large as the column and the window allow. */
export function ShownFigure(props: FigureViewProps) {
  const { figure } = props;
  const aspect = useMemo(() => aspectOf(figure), [figure]);
  return (
    <figure className={classes.figure}>
      <div className={classes.sheet} style={{ '--aspect': aspect } as CSSProperties}>
        <FigureView {...props} />
      </div>
      <figcaption className={classes.caption}>{figure.caption}</figcaption>
    </figure>
  );
}

/** Width over height of the whole figure, so that it can be made to fit the window. */
function aspectOf(figure: Figure): number {
  try {
    const { width, height } = layoutFigure(figure);
    return width / height;
  } catch {
    // What is wrong with it, its view says.
    return 4 / 3;
  }
}
