import { useCallback, useMemo, useRef, useState } from 'react';
import type { Figure } from '../../../src/figure/figure.js';
import type { FigurePlacing } from '../figure/figure-view.js';
import type { PointedPeak } from './component-form.js';
import { fileEnergy, regionOfFigure } from './region-figures.js';

/** The peak that was pressed last in a figure of spectra, and what makes such a figure take presses. */
export function usePointedPeak(numbers: readonly string[]): {
  readonly peak: PointedPeak | null;
  readonly placingOf: (figure: Figure) => FigurePlacing | undefined;
} {
  const [peak, setPeak] = useState<PointedPeak | null>(null);
  const count = useRef(0);
  const names = numbers.join('\n');
  // A figure keeps what it was given, so that it is not drawn again for nothing.
  const known = useMemo(() => ({ names, placings: new WeakMap<Figure, FigurePlacing>() }), [names]);
  const placingOf = useCallback(
    (figure: Figure): FigurePlacing | undefined => {
      const region = regionOfFigure(figure, known.names.split('\n'));
      if (region === undefined) return undefined;
      const before = known.placings.get(figure);
      if (before !== undefined) return before;
      const placing: FigurePlacing = {
        label: 'Add a line',
        hint: 'Press a peak to add a line there.',
        onPlace: (panel, x) => setPeak({ energyEv: fileEnergy(figure, panel, x), region, number: ++count.current }),
      };
      known.placings.set(figure, placing);
      return placing;
    },
    [known],
  );
  return { peak, placingOf };
}
