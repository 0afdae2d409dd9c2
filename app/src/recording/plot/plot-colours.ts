import { PALETTE } from '../../../../src/figure/publication-style.js';

/** What the plot is drawn with, as the style sheet of the page has it now. */
export interface PlotColours {
  readonly ink: string;
  readonly dimmed: string;
  readonly grid: string;
  readonly frame: string;
  readonly paper: string;
  readonly accent: string;
  readonly curve: (slot: number) => string;
  readonly font: string;
}

/** Colours of the publication style; on dark paper black would vanish, so it turns white, and blue and green are lightened. */
const ON_DARK: Readonly<Record<string, string>> = { '#000000': '#f1f3f5', '#0072b2': '#3d9fdc', '#009e73': '#1fbf93' };

/** @returns `#rrggbb` */
export function curveColour(slot: number, isDark: boolean): string {
  const colour = PALETTE[slot % PALETTE.length]!;
  return isDark ? (ON_DARK[colour] ?? colour) : colour;
}

export function readColours(element: Element, isDark: boolean): PlotColours {
  const style = getComputedStyle(element);
  const of = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  return {
    ink: of('--mantine-color-text', isDark ? '#c9c9c9' : '#000000'),
    dimmed: of('--mantine-color-dimmed', '#868e96'),
    grid: of('--ip-hover', isDark ? '#2e2e2e' : '#e9ecef'),
    frame: of('--ip-line', isDark ? '#424242' : '#ced4da'),
    paper: of('--ip-surface', isDark ? '#242424' : '#ffffff'),
    accent: of('--ip-accent', '#1c7ed6'),
    curve: (slot) => curveColour(slot, isDark),
    font: style.fontFamily,
  };
}
