import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconColumns2, IconSquare } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import type { Figure, Handle } from '../../../../src/figure/figure.js';
import type { FigurePlacing } from '../../figure/figure-view.js';
import { reveal, usePage } from '../../shell/page-state.js';
import { useRemembered } from '../use-remembered.js';
import classes from './figure-gallery.module.css';
import { figureName } from './figure-name.js';
import { choose, type GalleryChoice, galleryOf, setBeside } from './gallery-choice.js';
import { ShownFigure } from './shown-figure.js';

/** Two figures side by side want this much room, in pixels. */
const TWO_FIGURES_PX = 560;

export interface FigureGalleryProps {
  readonly analysis: string;
  readonly technique: string;
  readonly figures: readonly Figure[];
  readonly onExclude?: (
    points: readonly { readonly recording: string; readonly row?: number }[],
    excluded: boolean,
  ) => void;
  readonly onDrag: (handle: Handle, value: number) => void;
  /** What pressing a place means, for figures where it means something. */
  readonly placingOf?: ((figure: Figure) => FigurePlacing | undefined) | undefined;
  /** A point was pressed: the entry of the series it stands for. */
  readonly onPoint?: ((recording: string, figure: Figure) => void) | undefined;
}

/** One figure as large as the column, or two side by side; the others wait as buttons above. */
export const FigureGallery = memo(function FigureGallery({
  analysis,
  technique,
  figures,
  onExclude,
  onDrag,
  placingOf,
  onPoint,
}: FigureGalleryProps) {
  const { ref, width } = useElementSize();
  const [remembered, remember] = useRemembered(`figures-${technique}`, readChoice);
  const ids = figures.map(({ id }) => id);
  const fits = width >= TWO_FIGURES_PX && figures.length > 1;
  const choice = galleryOf(ids, remembered && { ...remembered, beside: remembered.beside && fits });
  const shown = choice.shown.flatMap((id) => figures.find((figure) => figure.id === id) ?? []);
  const section = useRef<HTMLElement>(null);
  const wanted = usePage((state) => figures.find(({ id }) => state.reveal === `figure:${analysis}.${id}`)?.id);
  const isShown = wanted !== undefined && width > 0 && choice.shown.includes(wanted);
  useEffect(() => {
    if (wanted !== undefined && !isShown) remember(choose(choice, wanted));
    if (!isShown) return;
    reveal(null);
    // The figure itself takes the focus: keys move and zoom it.
    const view = section.current?.querySelector<HTMLElement>(
      `[data-figure="${CSS.escape(wanted)}"] [role="application"]`,
    );
    view?.scrollIntoView({ block: 'nearest' });
    view?.focus({ preventScroll: true });
  });
  if (figures.length === 0) return null;
  return (
    <section ref={section} className={classes.gallery} aria-label="Figures">
      <div className={classes.bar}>
        <fieldset className={classes.strip} aria-label="Figures shown">
          {figures.map((figure) => (
            <UnstyledButton
              key={figure.id}
              className={classes.tab}
              aria-pressed={choice.shown.includes(figure.id)}
              onClick={() => remember(choose(choice, figure.id))}
            >
              {figureName(figure)}
            </UnstyledButton>
          ))}
        </fieldset>
        {fits && (
          <Tooltip label={choice.beside ? 'One large figure' : 'Two figures side by side'}>
            <ActionIcon
              aria-label="Two figures side by side"
              aria-pressed={choice.beside}
              onClick={() => remember(setBeside(choice, ids, !choice.beside))}
            >
              {choice.beside ? <IconSquare size={16} /> : <IconColumns2 size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <div ref={ref} className={classes.figures} data-two={choice.beside || undefined}>
        {width > 0 &&
          shown.map((figure) => (
            <ShownFigure
              key={figure.id}
              figure={figure}
              analysis={analysis}
              onDrag={onDrag}
              placing={placingOf?.(figure)}
              onPoint={onPoint}
              {...(choice.beside && { title: figureName(figure) })}
              {...(onExclude && { onExclude })}
            />
          ))}
      </div>
    </section>
  );
});

function readChoice(stored: unknown): GalleryChoice | undefined {
  const { shown, beside } = (stored ?? {}) as Partial<Record<keyof GalleryChoice, unknown>>;
  if (!Array.isArray(shown)) return undefined;
  return { shown: shown.filter((id) => typeof id === 'string'), beside: beside === true };
}
