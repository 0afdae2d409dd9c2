import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { StructureScene } from '../../../src/crystal/scene/structure-scene.js';
import { DARK_PAPER, LIGHT_PAPER } from '../figure/picture/in-dark.js';
import type { StageTheme } from './stage/crystal-model.js';
import type { CrystalStage } from './stage/crystal-stage.js';
import type { StructureSession } from './structure-session.js';

export interface StageNeeds {
  readonly host: RefObject<HTMLElement | null>;
  readonly dark: boolean;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  /** Nothing is loaded before the picture is about to be seen. */
  readonly isNear: boolean;
}

export interface StageUse {
  readonly status: 'waiting' | 'drawn' | 'failed';
  /** The present view as a PNG; undefined while there is none. */
  readonly png: () => Promise<Blob> | undefined;
}

/** Longer side of a saved picture: 200 mm at 300 dpi. */
const PNG_PIXELS = 2400;

const THEMES: Readonly<Record<'light' | 'dark', StageTheme>> = {
  light: { ink: '#1b2328', paper: LIGHT_PAPER },
  dark: { ink: '#dde3e8', paper: DARK_PAPER },
};

async function loadStage(): Promise<typeof CrystalStage> {
  const [{ CrystalStage: stage }] = await Promise.all([
    import('./stage/crystal-stage.js'),
    ...['12px Arimo', 'italic 12px Arimo'].map((font) => document.fonts.load(font, 'abc')),
  ]);
  return stage;
}

/**
 * Keeps a structure drawn in an element: after each change once, and not at all while nothing changes. Where the browser
 * has no WebGL, or the program that draws cannot be loaded, the status says so.
 */
export function useCrystalStage(session: StructureSession, scene: StructureScene, needs: StageNeeds): StageUse {
  const { host, dark, width, height, pixelRatio, isNear } = needs;
  const [stage, setStage] = useState<CrystalStage | undefined>();
  const [failed, setFailed] = useState(false);
  const theme = THEMES[dark ? 'dark' : 'light'];

  useEffect(() => {
    if (!isNear) return undefined;
    // A canvas whose context was given back cannot be drawn on again, so each stage has its own.
    const canvas = document.createElement('canvas');
    let own: CrystalStage | undefined;
    let ended = false;
    loadStage()
      .then((Stage) => {
        if (ended) return;
        own = new Stage(canvas);
        host.current?.append(canvas);
        setStage(own);
      })
      .catch(() => {
        if (!ended) setFailed(true);
      });
    return () => {
      ended = true;
      own?.dispose();
      canvas.remove();
      setStage(undefined);
    };
  }, [host, isNear]);

  useEffect(() => {
    if (stage === undefined || width === 0) return undefined;
    let frame = 0;
    const draw = (): void => stage.draw(session.getState());
    const want = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(draw);
    };
    stage.show(scene, theme);
    stage.resize({ width, height, pixelRatio });
    draw();
    const unsubscribe = session.subscribe(want);
    const unwatch = stage.onRestored(want);
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
      unwatch();
    };
  }, [stage, session, scene, theme, width, height, pixelRatio]);

  const png = useCallback(
    () => stage?.png(session.getState(), scene, theme, PNG_PIXELS),
    [stage, session, scene, theme],
  );
  return { status: failed ? 'failed' : stage === undefined ? 'waiting' : 'drawn', png };
}
