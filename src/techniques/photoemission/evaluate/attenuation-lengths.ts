/** How far electrons of each line come through the overlayer, nm: as given, else by TPP-2M for its material. */
import { fail } from '../../../errors.js';
import { convert } from '../../../quantity/convert.js';
import { suggest } from '../../../quantity/nearest.js';
import { parseQuantity } from '../../../quantity/parse.js';
import type { Finding } from '../../technique.js';
import type { Component } from '../component.js';
import { inelasticMeanFreePath, pathLengthTrust } from '../derive/inelastic-mean-free-path.js';
import { materialRemark } from '../derive/material.js';
import type { Material } from '../material.js';

/** Where no error is given, one is taken: attenuation lengths are not known better than this, relative. */
const USUAL_SIGMA = 0.1;

export interface Length {
  readonly valueNm: number;
  /** Relative, common to all lines of the material. */
  readonly relativeSigma: number;
}

/** Lengths that were typed: for all lines (key `''`) or by the name of a component. */
export type TypedLengths = ReadonlyMap<string, Length>;

/** @throws `invalid-option` for a text that is no length or names no component */
export function readLengths(texts: readonly string[], components: readonly Component[]): TypedLengths {
  const names = components.map(({ name }) => name);
  const read = new Map<string, Length>();
  for (const text of texts) {
    const equals = text.lastIndexOf('=');
    const name = equals < 0 ? '' : text.slice(0, equals).trim();
    if (name !== '' && !names.includes(name)) {
      throw fail('invalid-option', `attenuationLength "${text}": there is no component ${name}`, suggest(name, names), {
        path: 'attenuationLength',
      });
    }
    const { value, sigma } = convert(parseQuantity(text.slice(equals + 1), 'nm'), 'nm');
    if (!(value! > 0) || read.has(name)) {
      throw fail(
        'invalid-option',
        `attenuationLength "${text}" ${read.has(name) ? 'has been given before' : 'is not positive'}`,
        'write it as "2.9 nm" or "Zr4+ = 2.69(30) nm"',
        { path: 'attenuationLength' },
      );
    }
    read.set(name, { valueNm: value!, relativeSigma: sigma === null ? USUAL_SIGMA : sigma / value! });
  }
  return read;
}

/** Undefined where nothing says it. @param kineticEv of the electrons, eV */
export function lengthOf(
  component: string,
  kineticEv: number | undefined,
  typed: TypedLengths,
  material: Material | undefined,
): Length | undefined {
  const own = typed.get(component) ?? typed.get('');
  if (own !== undefined) return own;
  if (material === undefined || kineticEv === undefined || !(kineticEv > 0)) return undefined;
  return {
    valueNm: inelasticMeanFreePath(material, kineticEv),
    relativeSigma: pathLengthTrust(material).relativeSigma,
  };
}

export function lengthFindings(typed: TypedLengths, material: Material | undefined): Finding[] {
  if (typed.size > 0 || material === undefined) return [];
  const { reason } = pathLengthTrust(material);
  const remark = materialRemark(material);
  return [
    {
      code: 'mean-free-path',
      severity: 'info',
      message: `Attenuation lengths: ${reason}.${remark === undefined ? '' : ` ${remark.charAt(0).toUpperCase()}${remark.slice(1)}.`}`,
    },
  ];
}
