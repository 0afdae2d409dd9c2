import { describe, expect, it } from 'vitest';
import { type InterphaseError, isInterphaseError } from '../../../errors.js';
import { findShape } from './find-shape.js';

function refusal(text: string): InterphaseError {
  try {
    findShape(text);
  } catch (error) {
    if (isInterphaseError(error, 'invalid-option')) return error;
    throw error;
  }
  throw new Error(`${text} was taken`);
}

describe('shapes by name', () => {
  it.each([
    ['voigt', 'voigt', {}],
    [' Voigt() ', 'voigt', {}],
    ['gl', 'gl', { mixing: 0.3 }],
    ['gl(30)', 'gl', { mixing: 0.3 }],
    ['GL(0)', 'gl', { mixing: 0 }],
    ['SGL (10)', 'sgl', { mixing: 0.1 }],
    ['doniach', 'doniach', {}],
    ['doniach(0.12)', 'doniach', { asymmetry: 0.12 }],
    ['DS(0.1,100)', 'doniach', { asymmetry: 0.1 }],
    ['la', 'la', {}],
    ['la(1.2,1.5)', 'la', { tailHigh: 1.2, tailLow: 1.5 }],
    ['la(1.2, 2)', 'la', { tailHigh: 1.2, tailLow: 2 }],
    ['LA(1.53,243)', 'la', { tailHigh: 1.53, tailLow: 1.53 }],
    ['LA(1.53,0)', 'la', { tailHigh: 1.53, tailLow: 1.53 }],
    ['LA(1.2,1.5,50)', 'la', { tailHigh: 1.2, tailLow: 1.5 }],
  ])('%s', (text, name, values) => {
    const found = findShape(text);
    expect(found.shape.name).toBe(name);
    expect(found.values).toEqual(values);
    for (const key of Object.keys(found.values)) {
      expect(found.shape.parameters.map((parameter) => parameter.name)).toContain(key);
    }
  });

  it.each([
    ['', /is not known/],
    ['gauss', /is not known/],
    ['voigt(1)', /takes no number/],
    ['gl(0.3)', /write 30$/],
    ['gl(130)', /between 0 and 100/],
    ['gl(30,2)', /one number/],
    ['gl(x)', /numbers/],
    ['gl(,)', /numbers/],
    ['ds(0.9)', /asymmetry is 0.9.*between 0 and 0.5/],
    ['la(0.4,1)', /tailHigh is 0.4/],
    ['la(1,0.3)', /tailLow is 0.3/],
    ['la(1,1,1,1)', /powers/],
    ['gl(30', /is not known/],
  ])('refuses "%s"', (text, message) => {
    const error = refusal(text);
    expect(error.message).toMatch(message);
    expect(error.hint).toContain('voigt, gl(30), sgl(30), doniach, la(1.2,1.5)');
  });

  it('suggests the nearest', () => {
    expect(refusal('vogt').hint).toContain('did you mean "voigt"?');
    expect(refusal('doniac').hint).toContain('did you mean "doniach"?');
    expect(refusal('x'.repeat(5000)).message.length).toBeLessThan(120);
  });
});
