import { diffusionElements } from './diffusion-elements.js';
import { type ElementType, simpleElements } from './elements.js';
import { relaxationElements } from './relaxation-elements.js';

/** Every element a circuit string may name, by symbol. */
export const elementTypes: ReadonlyMap<string, ElementType> = new Map(
  [...simpleElements, ...relaxationElements, ...diffusionElements].map((type) => [type.symbol, type]),
);
