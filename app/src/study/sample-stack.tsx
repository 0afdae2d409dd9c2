import { printQuantity } from '../../../src/quantity/print.js';
import type { Layer } from '../../../src/techniques/sample.js';
import { StackDrawing } from './stack-drawing.js';

/** The layers of a sample that was read. */
export function SampleStack({ stack }: { readonly stack: readonly Layer[] }) {
  return (
    <StackDrawing
      layers={stack.map(({ material, thickness }) =>
        thickness === undefined ? material : `${material} ${printQuantity(thickness)}`,
      )}
    />
  );
}
