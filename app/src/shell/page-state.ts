import { create } from 'zustand';

/** How the page stands, apart from the study: what is folded, what is to be scrolled to. */
export interface PageState {
  /** The tree beside the view, on wide windows. */
  readonly navbar: boolean;
  /** The tree over the view, on narrow ones. */
  readonly drawer: boolean;
  /** Single characters work as shortcuts. */
  readonly characterKeys: boolean;
  /** A part of the study's view to be scrolled to: `sample:pellet`, `item:S2`, `findings`; set back when that was done. */
  readonly reveal: string | null;
}

const KEY = 'interphase-page';

export const usePage = create<PageState>(() => ({
  navbar: remembered('navbar'),
  drawer: false,
  characterKeys: remembered('characterKeys'),
  reveal: null,
}));

export function setNavbar(navbar: boolean): void {
  usePage.setState({ navbar });
  remember();
}

export function setDrawer(drawer: boolean): void {
  usePage.setState({ drawer });
}

export function setCharacterKeys(characterKeys: boolean): void {
  usePage.setState({ characterKeys });
  remember();
}

export function reveal(part: string | null): void {
  usePage.setState({ reveal: part });
}

/** On unless it was switched off before. */
function remembered(name: 'navbar' | 'characterKeys'): boolean {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<PageState>)[name] !== false;
  } catch {
    return true;
  }
}

function remember(): void {
  const { navbar, characterKeys } = usePage.getState();
  try {
    localStorage.setItem(KEY, JSON.stringify({ navbar, characterKeys }));
  } catch {
    // Where nothing can be kept, it holds until the page is closed.
  }
}
