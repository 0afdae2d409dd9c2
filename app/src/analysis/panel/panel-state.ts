/** What the side panel shows: the tab, whether it is open where it is a drawer, and what is to be focused in it. */

export const panelTabs = ['parameters', 'options', 'findings', 'sample'] as const;
export type PanelTab = (typeof panelTabs)[number];

/** A field that somebody was sent to: an option by name, or a parameter of the model. */
export interface Errand {
  readonly kind: 'option' | 'parameter';
  readonly name: string;
  /** Counts up, so that the same field can be gone to twice. */
  readonly number: number;
}

export interface PanelState {
  readonly tab: PanelTab;
  /** Matters only where the panel is a drawer. */
  readonly open: boolean;
  readonly errand: Errand | null;
  /** Entry of the series whose values are shown; null before one was chosen, empty for all of them. */
  readonly recording: string | null;
}

export const firstPanelState: PanelState = { tab: 'parameters', open: false, errand: null, recording: null };

export type PanelEvent =
  | { readonly type: 'tab'; readonly tab: PanelTab }
  | { readonly type: 'open'; readonly open: boolean }
  /** @param shown whether the parameters come to the front */
  | { readonly type: 'recording'; readonly name: string; readonly shown: boolean }
  | { readonly type: 'go'; readonly kind: Errand['kind']; readonly name: string };

export function nextPanelState(state: PanelState, event: PanelEvent): PanelState {
  switch (event.type) {
    case 'tab':
      return { ...state, tab: event.tab, errand: null };
    case 'open':
      return { ...state, open: event.open };
    case 'recording':
      return { ...state, recording: event.name, errand: null, ...(event.shown && { tab: 'parameters' }) };
    case 'go': {
      const { kind, name } = event;
      const errand: Errand = { kind, name, number: (state.errand?.number ?? 0) + 1 };
      return { ...state, tab: kind === 'option' ? 'options' : 'parameters', open: true, errand };
    }
  }
}

/** Tabs there are for an analysis: one without a fitted model has no parameters. */
export function tabsFor(hasParameters: boolean): readonly PanelTab[] {
  return hasParameters ? panelTabs : panelTabs.filter((tab) => tab !== 'parameters');
}

/** The tab shown: the one asked for, else the first there is. */
export function shownTab(state: PanelState, hasParameters: boolean): PanelTab {
  const tabs = tabsFor(hasParameters);
  return tabs.includes(state.tab) ? state.tab : tabs[0]!;
}
