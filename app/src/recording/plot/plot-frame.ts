import { linearTicks, logTicks, type Ticks } from '../../../../src/figure/layout/ticks.js';
import { axisTitle } from '../../../../src/figure/text/typeset.js';
import { type PixelMap, type PlaneAxis, pixelMap, pixelOf } from '../columns/plane.js';
import type { PlotScene } from './plot-scene.js';
import { type AxisName, columnsOn, type YSide } from './plot-setup.js';
import type { PlotView } from './plot-view.js';

/** The plot's rectangle inside the canvas, in pixels of the style sheet. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Everything about the axes that does not change while nothing but the data is drawn. */
export interface PlotFrame {
  readonly area: PlotArea;
  readonly ticks: Readonly<Record<AxisName, Ticks>>;
  readonly hasRight: boolean;
}

const TEXT_PX = 11.5;
const TITLE_PX = 12;
const TICK_PX = 5;
const ROOM = { top: 12, bottom: 46, bare: 18, title: 22, label: 10 } as const;
/** The room for labels grows in steps, so that the plot does not jump with every digit. */
const STEP_PX = 10;

/** Lays out the axes of a canvas of this size. */
export function layOutFrame(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  view: PlotView,
  hasRight: boolean,
  font: string,
): PlotFrame {
  context.font = `${TEXT_PX}px ${font}`;
  const plotHeight = Math.max(40, height - ROOM.top - ROOM.bottom);
  const most = Math.max(2, Math.floor(plotHeight / 44));
  const left = ticksOf(view.left, most);
  const right = ticksOf(view.right, most);
  const widest = (ticks: Ticks) => Math.max(18, ...ticks.labels.map((label) => context.measureText(label).width));
  const room = (ticks: Ticks) => Math.ceil((widest(ticks) + ROOM.label + ROOM.title) / STEP_PX) * STEP_PX;
  const area = {
    left: room(left),
    top: ROOM.top,
    width: Math.max(40, width - room(left) - (hasRight ? room(right) : ROOM.bare)),
    height: plotHeight,
  };
  return { area, hasRight, ticks: { x: xTicks(context, view.x, area.width), left, right } };
}

function ticksOf({ type, domain }: PlaneAxis, most: number): Ticks {
  return type === 'log' ? logTicks(domain, most) : linearTicks(domain, most);
}

/** As many ticks as there is room for their labels, which grow longer the deeper one looks. */
function xTicks(context: CanvasRenderingContext2D, axis: PlaneAxis, width: number): Ticks {
  let ticks = ticksOf(axis, Math.max(2, Math.floor(width / 80)));
  for (let most = ticks.major.length; most > 2; most = Math.floor(most * 0.7)) {
    const widest = Math.max(...ticks.labels.map((label) => context.measureText(label).width));
    if ((widest + 14) * ticks.labels.length <= width) break;
    ticks = ticksOf(axis, Math.floor(most * 0.7));
  }
  return ticks;
}

export function mapsOf(view: PlotView, area: PlotArea): Readonly<Record<AxisName, PixelMap>> {
  return {
    x: pixelMap(view.x, area.width, false),
    left: pixelMap(view.left, area.height, true),
    right: pixelMap(view.right, area.height, true),
  };
}

/** Grid under the data. */
export function drawGrid(
  context: CanvasRenderingContext2D,
  { area, ticks }: PlotFrame,
  { view, colours }: PlotScene,
): void {
  const maps = mapsOf(view, area);
  context.strokeStyle = colours.grid;
  context.lineWidth = 1;
  context.beginPath();
  for (const tick of ticks.x.major) {
    const x = crisp(area.left + pixelOf(maps.x, tick));
    context.moveTo(x, area.top);
    context.lineTo(x, area.top + area.height);
  }
  for (const tick of ticks.left.major) {
    const y = crisp(area.top + pixelOf(maps.left, tick));
    context.moveTo(area.left, y);
    context.lineTo(area.left + area.width, y);
  }
  context.stroke();
}

/** Frame, ticks, numbers and titles over the data. */
export function drawAxes(context: CanvasRenderingContext2D, frame: PlotFrame, scene: PlotScene): void {
  const { area } = frame;
  const { view, setup, table, colours } = scene;
  context.strokeStyle = colours.dimmed;
  context.lineWidth = 1;
  context.strokeRect(crisp(area.left), crisp(area.top), Math.round(area.width), Math.round(area.height));
  context.fillStyle = colours.ink;
  context.font = `${TEXT_PX}px ${colours.font}`;
  drawXAxis(context, frame, view);
  drawYAxis(context, frame, view, 'left');
  if (frame.hasRight) drawYAxis(context, frame, view, 'right');
  context.font = `${TITLE_PX}px ${colours.font}`;
  const name = setup.x === 'row' ? 'Row' : table.columns[setup.x]!.name;
  const unit = setup.x === 'row' ? '' : table.columns[setup.x]!.unit;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  const middle = area.left + area.width / 2;
  context.fillText(axisTitle(name, unit, frame.ticks.x.powerOfTen), middle, area.top + area.height + 38, area.width);
  drawYTitle(context, frame, scene, 'left');
  if (frame.hasRight) drawYTitle(context, frame, scene, 'right');
}

function drawXAxis(context: CanvasRenderingContext2D, { area, ticks }: PlotFrame, view: PlotView): void {
  const map = mapsOf(view, area).x;
  const bottom = area.top + area.height;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.beginPath();
  for (const [i, tick] of ticks.x.major.entries()) {
    const x = area.left + pixelOf(map, tick);
    context.moveTo(crisp(x), bottom);
    context.lineTo(crisp(x), bottom - TICK_PX);
    context.fillText(ticks.x.labels[i]!, x, bottom + 6);
  }
  for (const tick of ticks.x.minor) {
    const x = crisp(area.left + pixelOf(map, tick));
    context.moveTo(x, bottom);
    context.lineTo(x, bottom - TICK_PX / 2);
  }
  context.stroke();
}

function drawYAxis(context: CanvasRenderingContext2D, frame: PlotFrame, view: PlotView, side: YSide): void {
  const { area, ticks } = frame;
  const map = mapsOf(view, area)[side];
  const isLeft = side === 'left';
  const edge = isLeft ? area.left : area.left + area.width;
  const inward = isLeft ? TICK_PX : -TICK_PX;
  context.textAlign = isLeft ? 'right' : 'left';
  context.textBaseline = 'middle';
  context.beginPath();
  for (const [i, tick] of ticks[side].major.entries()) {
    const y = area.top + pixelOf(map, tick);
    context.moveTo(edge, crisp(y));
    context.lineTo(edge + inward, crisp(y));
    context.fillText(ticks[side].labels[i]!, edge + (isLeft ? -6 : 6), y);
  }
  for (const tick of ticks[side].minor) {
    const y = crisp(area.top + pixelOf(map, tick));
    context.moveTo(edge, y);
    context.lineTo(edge + inward / 2, y);
  }
  context.stroke();
}

/** Names of the curves of an axis, each after a piece of its line. */
function drawYTitle(
  context: CanvasRenderingContext2D,
  { area, ticks }: PlotFrame,
  { setup, table, colours }: PlotScene,
  side: YSide,
): void {
  const shown = columnsOn(setup, table, side);
  if (shown.length === 0) return;
  const { unit } = table.columns[shown[0]!.column]!;
  const last = shown.length - 1;
  const names = shown.map(({ column, slot }, i) => {
    const { name } = table.columns[column]!;
    const text = i === last ? axisTitle(name, unit, ticks[side].powerOfTen) : `${axisTitle(name, '')},`;
    return { text, slot, width: context.measureText(text).width };
  });
  const SAMPLE = 14;
  const GAP = 5;
  const length = names.reduce((sum, { width }) => sum + SAMPLE + GAP + width + 2 * GAP, -2 * GAP);
  context.save();
  context.translate(side === 'left' ? 14 : area.left + area.width + titleDistance(context, ticks[side]), 0);
  context.translate(0, area.top + area.height / 2);
  context.rotate(-Math.PI / 2);
  const shrink = Math.min(1, (area.height + ROOM.top + 20) / length);
  context.scale(shrink, shrink);
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  let at = -length / 2;
  for (const { text, slot, width } of names) {
    context.fillStyle = colours.curve(slot);
    context.fillRect(at, -5.5, SAMPLE, 3);
    context.fillStyle = colours.ink;
    context.fillText(text, at + SAMPLE + GAP, 0);
    at += SAMPLE + GAP + width + 2 * GAP;
  }
  context.restore();
}

function titleDistance(context: CanvasRenderingContext2D, ticks: Ticks): number {
  const widest = Math.max(18, ...ticks.labels.map((label) => context.measureText(label).width));
  return Math.ceil((widest + ROOM.label + ROOM.title) / STEP_PX) * STEP_PX - 6;
}

/** Where a line of one pixel is sharp. */
function crisp(at: number): number {
  return Math.round(at - 0.5) + 0.5;
}
