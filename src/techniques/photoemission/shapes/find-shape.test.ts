import { describe, expect, it } from 'vitest';
import { findShape } from './find-shape.js';

describe('shapes by name', () => {
  it.each([
    ['voigt', 'voigt', {}],
    ['Voigt', 'voigt', {}],
    ['gl(40)', 'gl', { mixing: 0.4 }],
    ['GL', 'gl', { mixing: 0.3 }],
    ['SGL(10)', 'sgl', { mixing: 0.1 }],
    ['doniach', 'doniach', {}],
    ['ds(0.12)', 'doniach', { asymmetry: 0.12 }],
    ['LA(1.2, 1.5)', 'la', { tailHigh: 1.2, tailLow: 1.5 }],
  ])('%s', (text, name, values) => {
    const found = findShape(text);
    expect(found.shape.name).toBe(name);
    expect(found.values).toEqual(values);
  });

  it.each(['gauss', 'gl(', 'gl(1,2)', 'la(1.2)', 'gl(x)', 'voigt(3)', ''])('refuses %s', (text) => {
    expect(() => findShape(text)).toThrowError(/is not known/);
  });

  it.each(['gl(130)', 'la(0.1,1)', 'doniach(2)'])('refuses the numbers of %s', (text) => {
    expect(() => findShape(text)).toThrowError(/cannot be/);
  });
});
