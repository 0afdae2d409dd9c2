import { useComputedColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type KeyboardEvent, lazy, memo, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { StructureScene } from '../../../src/crystal/scene/structure-scene.js';
import { safeName } from '../../../src/report/file-names.js';
import { structureFigure } from '../../../src/techniques/structure-figure.js';
import { useStage } from '../figure/picture/use-stage.js';
import { download } from '../kit/download.js';
import { describeStructure } from './describe-structure.js';
import { SiteList } from './site-list.js';
import { afterKey, createStructureSession } from './structure-session.js';
import { StructureToolbar } from './structure-toolbar.js';
import classes from './structure-view.module.css';
import { useCrystalStage } from './use-crystal-stage.js';
import { watchStructure } from './watch-structure.js';

const FigureView = lazy(() => import('../figure/figure-view.js').then(({ FigureView: view }) => ({ default: view })));

/** Height of the picture as a share of its width, and the most of it, CSS pixels. */
const ASPECT = 0.82;
const TALLEST = 520;

/**
 * A crystal structure that can be turned and looked into, drawn by WebGL; where there is none, as the printed picture. The
 * list of sites beside it says in words and numbers what it shows.
 */
export const StructureView = memo(function StructureView({
  scene,
  fileName,
}: {
  readonly scene: StructureScene;
  /** Of saved pictures, without ending. */
  readonly fileName: string;
}) {
  const [session] = useState(() => createStructureSession(scene));
  const stage = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const dark = useComputedColorScheme('light') === 'dark';
  const { cssWidth, pixelRatio, isNear } = useStage(stage);
  const height = Math.round(Math.min(TALLEST, ASPECT * cssWidth));
  const { status, png } = useCrystalStage(session, scene, { host, dark, width: cssWidth, height, pixelRatio, isNear });
  const description = useMemo(() => describeStructure(scene), [scene]);
  useEffect(() => (stage.current === null ? undefined : watchStructure(stage.current, session)), [session]);

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const next = afterKey(session.getState(), scene, event);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    session.setState(next, true);
  };
  const save = async (): Promise<void> => {
    try {
      const blob = await png();
      if (blob !== undefined) download(`${safeName(fileName)}.png`, blob);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      notifications.show({ color: 'red', title: 'The picture could not be saved', message });
    }
  };
  return (
    <div className={classes.view}>
      {status !== 'failed' && (
        <StructureToolbar session={session} scene={scene} ready={status === 'drawn'} onSave={save} />
      )}
      <div className={classes.columns}>
        {status === 'failed' ? (
          <PrintedPicture scene={scene} />
        ) : (
          <div
            ref={stage}
            className={classes.stage}
            role="application"
            aria-roledescription="crystal structure"
            aria-label={`Structure of ${scene.name}`}
            aria-describedby={hintId}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: keys turn and zoom it, as its hint says
            tabIndex={0}
            data-drawn={status === 'drawn' || undefined}
            style={{ height: height === 0 ? TALLEST : height }}
            onKeyDown={press}
          >
            <div ref={host} className={classes.canvas} role="img" aria-label={description} />
            {status === 'waiting' && <div className={classes.skeleton} aria-hidden="true" />}
          </div>
        )}
        <SiteList scene={scene} />
      </div>
      {scene.note !== undefined && <p className={classes.note}>{scene.note}</p>}
      {status !== 'failed' && (
        <p id={hintId} className={classes.hint}>
          Drag or press arrow keys to turn, with Shift to move; Ctrl + wheel, plus and minus zoom, comma and full stop
          roll, 0 goes back to the first view.
        </p>
      )}
    </div>
  );
});

function PrintedPicture({ scene }: { readonly scene: StructureScene }) {
  const figure = useMemo(
    () => structureFigure(scene, { id: `structure-${scene.name}`, caption: describeStructure(scene) }),
    [scene],
  );
  return (
    <div className={classes.printed}>
      <p className={classes.note} role="status">
        This browser cannot turn the structure (it has no WebGL, or has it switched off). This is the picture as
        printed.
      </p>
      <Suspense fallback={null}>
        <FigureView figure={figure} />
      </Suspense>
    </div>
  );
}
