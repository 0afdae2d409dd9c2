import { describe, expect, it } from 'vitest';
import { readComponents } from '../../../src/techniques/photoemission/read-components.js';
import { componentLine, componentName, componentText, freeComponentName, withPosition } from './component-text.js';

describe('componentText', () => {
  it('is what the technique reads', () => {
    const text = componentText({ name: 'Na Auger', line: 'Na KLL', energyEv: 535.4999, region: 'O 1s' });
    expect(text).toBe('Na Auger = Na KLL @ 535.5 in O 1s');
    const [component] = readComponents([text]);
    expect(component).toMatchObject({ name: 'Na Auger', positionEv: 535.5, region: 'O 1s' });
  });

  it('is taken apart again', () => {
    const text = 'Ti4+ = Ti 2p @ 458.6 shape gl(30) in Ti 2p';
    expect([componentName(text), componentLine(text)]).toEqual(['Ti4+', 'Ti 2p']);
    expect(componentLine('In = In 3d in Survey')).toBe('In 3d');
    expect(componentLine('half typed')).toBe('');
  });
});

describe('freeComponentName', () => {
  it('counts', () => {
    expect(freeComponentName('Ti 2p', [])).toBe('Ti 2p');
    expect(freeComponentName('Ti 2p', ['Ti 2p', 'Ti 2p (2)'])).toBe('Ti 2p (3)');
  });
});

describe('withPosition', () => {
  it('changes nothing but the energy', () => {
    expect(withPosition('Ti4+ = Ti 2p @459.0 eV shape gl(30)', 458.613)).toBe('Ti4+ = Ti 2p @ 458.61 shape gl(30)');
    expect(withPosition('C-O=C 1s @ 286.3 in C 1s', 286)).toBe('C-O=C 1s @ 286 in C 1s');
  });

  it('adds it where there was none', () => {
    expect(withPosition('In = In 3d shape voigt in Survey', 444)).toBe('In = In 3d @ 444 shape voigt in Survey');
    expect(withPosition('Ti = Ti 2p', 458.6)).toBe('Ti = Ti 2p @ 458.6');
    const [moved] = readComponents([withPosition('In = In 3d shape voigt', 444)]);
    expect(moved?.positionEv).toBe(444);
  });
});
