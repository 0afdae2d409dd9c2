/** Which figure stands large, and beside which, remembered for each technique: all series of spectra open alike. */

export interface GalleryChoice {
  /** Ids of the figures shown large, one or two. */
  readonly shown: readonly string[];
  readonly beside: boolean;
}

/** What is shown of the figures there are: as chosen before, where those are there, else the first. */
export function galleryOf(figures: readonly string[], remembered: GalleryChoice | undefined): GalleryChoice {
  const beside = (remembered?.beside ?? false) && figures.length > 1;
  const known = (remembered?.shown ?? []).filter((id) => figures.includes(id));
  const filled = [...new Set([...known, ...figures])];
  return { shown: filled.slice(0, beside ? 2 : 1), beside };
}

/** A figure is chosen: it takes the large place; of two, the place of the one that has stood longer. */
export function choose(present: GalleryChoice, id: string): GalleryChoice {
  if (present.shown.includes(id)) return present;
  const [first] = present.shown;
  return { ...present, shown: present.beside && first !== undefined ? [id, first] : [id] };
}

/** One large figure, or two side by side. */
export function setBeside(present: GalleryChoice, figures: readonly string[], beside: boolean): GalleryChoice {
  return galleryOf(figures, { shown: present.shown, beside });
}
