import type { SymmetryOperation } from './operation.js';

/** An operation as CIFs write it: `x-y,x,z+1/2`. */
export function printOperation(operation: SymmetryOperation): string {
  const parts: string[] = [];
  for (let row = 0; row < 3; row++) {
    let part = '';
    for (let column = 0; column < 3; column++) {
      const factor = operation.rotation[row * 3 + column]!;
      if (factor === 0) continue;
      part += (factor < 0 ? '-' : part === '' ? '' : '+') + 'xyz'[column]!;
    }
    const steps = Math.round(operation.translation[row]! * 24);
    if (steps !== 0) part += `${part === '' ? '' : '+'}${printFraction(steps)}`;
    parts.push(part === '' ? '0' : part);
  }
  return parts.join(',');
}

function printFraction(steps: number): string {
  for (const divisor of [24, 12, 8, 6, 4, 3, 2]) {
    if (steps % divisor === 0) return 24 / divisor === 1 ? `${steps / 24}` : `${steps / divisor}/${24 / divisor}`;
  }
  return `${steps}/24`;
}
