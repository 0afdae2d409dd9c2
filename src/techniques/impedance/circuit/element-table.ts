import { diffusionElements } from './diffusion-elements.js';
import { type ElementType, simpleElements } from './elements.js';

/** Every element a circuit string may name, by symbol. */
export const elementTypes: ReadonlyMap<string, ElementType> = new Map(
  [...simpleElements, ...diffusionElements].map((type) => [type.symbol, type]),
);
