import type { PlotController } from './plot-controller.js';
import { dragView, zoomView } from './plot-view.js';

const STEP = 0.1;
const ZOOM = 1.25;
const MIDDLE = { across: 0.5, up: 0.5 };

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/**
 * What the keyboard does in the plot.
 *
 * @param marked row that is marked, from 0
 * @returns false for a key that means nothing here
 */
export function plotKey(controller: PlotController, press: KeyPress, marked: number | null, rows: number): boolean {
  if (press.ctrlKey || press.metaKey) return false;
  const step = press.shiftKey ? 5 * STEP : STEP;
  const move = (across: number, up: number) => controller.changeView((view) => dragView(view, { across, up }));
  const zoom = (factor: number) =>
    controller.changeView((view) => zoomView(view, factor, MIDDLE, controller.zoomedAxes(press.altKey)));
  const mark = (row: number) => void controller.mark(Math.max(0, Math.min(rows - 1, row)), true);
  switch (press.key) {
    case 'ArrowLeft':
      move(step, 0);
      return true;
    case 'ArrowRight':
      move(-step, 0);
      return true;
    case 'ArrowUp':
      move(0, -step);
      return true;
    case 'ArrowDown':
      move(0, step);
      return true;
    case '+':
    case '=':
      zoom(1 / ZOOM);
      return true;
    case '-':
    case '_':
      zoom(ZOOM);
      return true;
    case '0':
      controller.reset();
      return true;
    case 'y':
    case 'Y':
      void controller.fitY();
      return true;
    case ',':
      mark(marked === null ? 0 : marked - 1);
      return true;
    case '.':
      mark(marked === null ? 0 : marked + 1);
      return true;
    case 'Escape':
      if (marked === null) return false;
      void controller.mark(null);
      return true;
    default:
      return false;
  }
}
