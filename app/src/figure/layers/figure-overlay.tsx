import { useMemo } from 'react';
import { useStore } from 'zustand';
import { toPoint } from '../../../../src/figure/layout/frames.js';
import { cloudOf, type FigureSession, presentHit } from '../figure-session.js';
import { xKey } from '../limits/zoom-limits.js';
import { findPoint } from '../points/point-cloud.js';
import { pointsOfRow } from '../points/point-origin.js';
import { sharedCursor } from '../shared-cursor.js';
import { usePointing } from '../use-pointing.js';
import classes from './figure-overlay.module.css';

export interface FigureOverlayProps {
  readonly session: FigureSession;
  /** Analysis whose rows the figure shows, for links with other figures. */
  readonly analysis?: string | undefined;
}

/** More rings than these are no longer rings but a cloud; the first of them say enough. */
const MOST_RINGS = 3000;
const RING = 3.6;

/** All that is drawn over a picture: crosshair, rings, rectangle. In points of the figure; never exported. */
export function FigureOverlay({ session, analysis }: FigureOverlayProps) {
  const layout = useStore(session, (state) => state.picture?.layout);
  if (layout === undefined) return null;
  return (
    <svg className={classes.overlay} viewBox={`0 0 ${layout.width} ${layout.height}`} aria-hidden="true">
      <LinkedRings session={session} analysis={analysis} />
      <Choice session={session} />
      <Crosshair session={session} />
      <PresentRing session={session} />
    </svg>
  );
}

function Crosshair({ session }: { readonly session: FigureSession }) {
  const pointer = useStore(session, (state) => state.pointer);
  const boxes = useStore(session, (state) => state.boxes);
  const figure = useStore(session, (state) => state.figure);
  const cursor = useStore(sharedCursor, ({ cursor: shared }) => {
    const shows = shared !== undefined && figure?.panels.some((panel) => xKey(panel.x) === shared.key);
    return shows ? shared : undefined;
  });
  if (figure === undefined) return null;
  const own = pointer === undefined ? undefined : boxes[pointer.box];
  return (
    <>
      {cursor !== undefined &&
        boxes.map((box) => {
          if (xKey(figure.panels[box.panel]!.x) !== cursor.key) return null;
          const { x } = toPoint(box, cursor.x, box.y.domain[0]);
          if (!(x >= box.left && x <= box.left + box.width)) return null;
          return (
            <line
              key={`${box.panel} ${box.part}`}
              className={classes.cursor}
              x1={x}
              x2={x}
              y1={box.top}
              y2={box.top + box.height}
            />
          );
        })}
      {pointer !== undefined && own !== undefined && figure.panels[own.panel]?.axes !== 'none' && (
        <>
          <line className={classes.cursor} x1={own.left} x2={own.left + own.width} y1={pointer.y} y2={pointer.y} />
          {pointer.hit !== undefined && (
            <circle className={classes.hit} cx={pointer.hit.x} cy={pointer.hit.y} r={RING} />
          )}
        </>
      )}
    </>
  );
}

/** Every point of the row that is pointed at, here or in another figure. */
function LinkedRings({ session, analysis }: FigureOverlayProps) {
  const pointedAt = usePointing(session, analysis);
  const figure = useStore(session, (state) => state.figure);
  const boxes = useStore(session, (state) => state.boxes);
  const path = useMemo(() => {
    if (pointedAt === null || figure === undefined) return '';
    const cloud = cloudOf({ figure, boxes });
    return rings(cloud, pointsOfRow(figure, cloud, pointedAt));
  }, [figure, boxes, pointedAt]);
  return path === '' ? null : <path className={classes.linked} d={path} />;
}

/** The rectangle that is being drawn, and the points that wait in it. */
function Choice({ session }: { readonly session: FigureSession }) {
  const area = useStore(session, (state) => state.area);
  const chosen = useStore(session, (state) => state.chosen);
  const figure = useStore(session, (state) => state.figure);
  const boxes = useStore(session, (state) => state.boxes);
  const path = useMemo(() => {
    if (chosen.length === 0) return '';
    const cloud = cloudOf({ figure, boxes });
    const drawn = chosen.map((name) => findPoint(cloud, name)).filter((at) => at >= 0);
    return rings(cloud, drawn);
  }, [chosen, figure, boxes]);
  return (
    <>
      {area !== undefined && (
        <rect
          className={classes.area}
          data-kind={area.kind}
          x={area.left}
          y={area.top}
          width={area.width}
          height={area.height}
        />
      )}
      {path !== '' && <path className={classes.chosen} d={path} />}
    </>
  );
}

function PresentRing({ session }: { readonly session: FigureSession }) {
  const figure = useStore(session, (state) => state.figure);
  const boxes = useStore(session, (state) => state.boxes);
  const present = useStore(session, (state) => state.present);
  const hit = presentHit({ figure, boxes, present });
  return hit === undefined ? null : <circle className={classes.present} cx={hit.x} cy={hit.y} r={RING + 1.2} />;
}

function rings(cloud: { readonly x: Float64Array; readonly y: Float64Array }, numbers: readonly number[]): string {
  return numbers
    .slice(0, MOST_RINGS)
    .map((at) => {
      const [x, y] = [cloud.x[at]!.toFixed(2), cloud.y[at]!.toFixed(2)];
      return `M${x} ${y}m${-RING} 0a${RING} ${RING} 0 1 0 ${2 * RING} 0a${RING} ${RING} 0 1 0 ${-2 * RING} 0`;
    })
    .join('');
}
