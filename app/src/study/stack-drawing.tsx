import classes from './stack-drawing.module.css';

/** `TiO2 20(2) nm`: the material, then its thickness. */
const LAYER = /^(\S.*?)\s+([-+(.\d].*)$/;

/** Layers of a cell side by side, in order but not to scale: coatings are a millionth of a pellet. */
export function StackDrawing({ layers }: { readonly layers: readonly string[] }) {
  if (layers.length < 2) return null;
  return (
    <div className={classes.stack} role="img" aria-label={`Stack, not to scale: ${layers.join(', ')}`}>
      {layers.map((layer, index) => {
        const match = LAYER.exec(layer);
        const material = match?.[1] ?? layer;
        const thickness = match?.[2];
        return (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a stack may hold the same layer twice, and layers do not move
            key={index}
            className={classes.layer}
            data-size={sizeOf(thickness)}
            data-edge={index === 0 || index === layers.length - 1 || undefined}
          >
            <span className={classes.material}>{material}</span>
            {thickness !== undefined && <span className={classes.thickness}>{thickness}</span>}
          </div>
        );
      })}
    </div>
  );
}

/** A coating, something between, a pellet; by the unit it was written in. */
function sizeOf(thickness: string | undefined): 'thin' | 'thick' | undefined {
  if (thickness === undefined) return undefined;
  return /\b(nm|Å|A|angstrom)$/i.test(thickness) ? 'thin' : 'thick';
}
