import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../errors.js';
import { readComponents } from './read-components.js';

const AL = 1486.6;

function errorOf(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (isInterphaseError(error)) return error;
    throw error;
  }
  return undefined;
}

describe('readComponents', () => {
  it('reads name, line, position, shape and region', () => {
    const [titanium, carbon, sodium, oxygen, indium] = readComponents(
      [
        'Ti4+ = Ti 2p @ 459.0',
        'C-C = C 1s @ 284.8 eV shape gl(30)',
        'Na Auger = Na KLL @ 535.5 in O 1s',
        'O-Ti = O 1s',
        "In3+ (a/b)' = In 3d shape gl(50) in In 3d @444.5",
      ],
      'voigt',
    );
    expect(titanium).toMatchObject({ name: 'Ti4+', positionEv: 459, shapeValues: {}, shape: { name: 'voigt' } });
    expect(titanium!.line.doublet?.ratio).toBe(0.5);
    expect(carbon).toMatchObject({ name: 'C-C', positionEv: 284.8, shape: { name: 'gl' } });
    expect(carbon!.shapeValues).toEqual({ mixing: 0.3 });
    expect(sodium).toMatchObject({ name: 'Na Auger', line: { title: 'Na KLL' }, positionEv: 535.5, region: 'O 1s' });
    expect(oxygen).toMatchObject({ name: 'O-Ti', line: { title: 'O 1s' } });
    expect('positionEv' in oxygen!).toBe(false);
    expect('region' in oxygen!).toBe(false);
    expect(indium).toMatchObject({
      name: "In3+ (a/b)'",
      line: { title: 'In 3d' },
      positionEv: 444.5,
      region: 'In 3d',
      shape: { name: 'gl' },
    });
  });

  it('takes the usual shape where none is named', () => {
    const [one, two] = readComponents(['A = C 1s', 'B = C 1s shape voigt'], 'gl(20)');
    expect(one).toMatchObject({ shape: { name: 'gl' }, shapeValues: { mixing: 0.2 } });
    expect(two).toMatchObject({ shape: { name: 'voigt' } });
    expect(readComponents([])).toEqual([]);
  });

  it.each([
    ['Ti 2p @ 459', /has no =/],
    [' = Ti 2p', /name before = is missing/],
    [`${'x'.repeat(61)} = Ti 2p`, /longer than 60/],
    ['a@b = Ti 2p', /another meaning/],
    ['a;b = Ti 2p', /another meaning/],
    ['a"b = Ti 2p', /another meaning/],
    ['a\u0007b = Ti 2p', /another meaning/],
    ['A =', /names no line/],
    ['A = @ 459', /names no line/],
    ['A = Tii 2p @ 459', /"Tii 2p" is no core level/],
    ['A = Ti 2p @', /nothing follows @/],
    ['A = Ti 2p @ 459 @ 460', /@ stands twice/],
    ['A = Ti 2p in X in Y', /in stands twice/],
    ['A = Ti 2p @ here', /"here" is no binding energy/],
    ['A = Ti 2p @ 459 meV', /no binding energy in eV/],
    ['A = Ti 2p @ -1', /-1 eV is no binding energy/],
    ['A = Ti 2p @ 20001', /20001 eV is no binding energy/],
    ['A = Ti 2p @ 1e999', /Infinity eV is no binding energy/],
    // The kinetic energy at Al Kalpha.
    ['A = Ti 2p @ 1027.6', /Ti 2p lies at 453 to 460 eV, far from 1027.6 eV/],
    ['A = O 1s @ 511.9', /O 1s lies at 527.5 to 536 eV/],
    ['A = Ti 2p shape square', /square/],
  ])('refuses %j', (text, message) => {
    const error = errorOf(() => readComponents([text]));
    expect(error?.code).toBe('invalid-option');
    expect(error?.message).toMatch(message);
    expect(error?.message).toContain('component "');
    expect(error?.where.path).toBe('component');
  });

  it('lets charging and chemistry move a line', () => {
    expect(readComponents(['A = O 1s @ 513', 'B = O 1s @ 550.9'])).toHaveLength(2);
    // Nothing is tabulated for it.
    expect(readComponents(['A = Ti 3d @ 1.2'])).toHaveLength(1);
  });

  it('places Auger lines once the source is known', () => {
    expect(readComponents(['A = Na KLL @ 300'])).toHaveLength(1);
    expect(readComponents(['A = Na KLL @ 535.5'], 'voigt', AL)).toHaveLength(1);
    expect(errorOf(() => readComponents(['A = Na KLL @ 300'], 'voigt', AL))?.message).toMatch(
      /Na KLL lies at 490.6 to 499.6, 526.6 to 540.6, 556.6 to 570.6 eV/,
    );
  });

  it('refuses a name given twice', () => {
    const error = errorOf(() => readComponents(['A = O 1s @ 530', 'A = O 1s @ 532']));
    expect(error?.message).toMatch(/two components named A/);
  });
});
