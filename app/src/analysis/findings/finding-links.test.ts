import { describe, expect, it } from 'vitest';
import { optionOfPath, optionsNamedIn, targetsOfPlace } from './finding-links.js';

const targets = {
  options: ['circuit', 'track', 'dropOutliers', 'kramersKronig', 'totalConductivity', 'R2'],
  recordings: ['nzsp-25C', 'run, cold'],
  parameters: ['R1', 'R2'],
};

describe('targetsOfPlace', () => {
  it('finds a recording, a parameter, an option, or several', () => {
    expect(targetsOfPlace('nzsp-25C', targets)).toEqual([{ kind: 'recording', name: 'nzsp-25C' }]);
    expect(targetsOfPlace('totalConductivity', targets)).toEqual([{ kind: 'option', name: 'totalConductivity' }]);
    expect(targetsOfPlace('nzsp-25C, R2', targets)).toEqual([
      { kind: 'recording', name: 'nzsp-25C' },
      { kind: 'parameter', name: 'R2' },
    ]);
  });

  it('takes a label with a comma whole', () => {
    expect(targetsOfPlace('run, cold', targets)).toEqual([{ kind: 'recording', name: 'run, cold' }]);
  });

  it('finds nothing where there is nothing', () => {
    expect(targetsOfPlace(undefined, targets)).toEqual([]);
    expect(targetsOfPlace('overpotential-against-impedance', targets)).toEqual([]);
  });
});

describe('optionsNamedIn', () => {
  const named = (text: string) => optionsNamedIn(text, targets.options);

  it('finds flags, with and without no-', () => {
    expect(named('look at them; `--drop-outliers` leaves them out')).toEqual(['dropOutliers']);
    expect(named('give --no-kramers-kronig')).toEqual(['kramersKronig']);
  });

  it('finds names in quotation marks and names that are no words', () => {
    expect(named('Give totalConductivity, or "totalConductivity: none"')).toEqual(['totalConductivity']);
    expect(named('the option "track" is needed')).toEqual(['track']);
    expect(named('name the `circuit` in your study')).toEqual(['circuit']);
    expect(named('follow another (option track)')).toEqual(['track']);
  });

  it('takes no English word for an option', () => {
    expect(named('use a simpler circuit and track it')).toEqual([]);
    expect(named('give --conditions')).toEqual([]);
  });
});

describe('optionOfPath', () => {
  it('reads the path of a mistake in study.yaml, and of an error', () => {
    expect(optionOfPath('analyses.conductivity.circuit', 'conductivity', targets.options)).toBe('circuit');
    expect(optionOfPath('circuit[0]', 'conductivity', targets.options)).toBe('circuit');
    expect(optionOfPath('analyses.other.circuit', 'conductivity', targets.options)).toBeUndefined();
    expect(optionOfPath('samples.pellet.area', 'conductivity', targets.options)).toBeUndefined();
    expect(optionOfPath(undefined, 'conductivity', targets.options)).toBeUndefined();
  });
});
