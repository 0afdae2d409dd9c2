import { describe, expect, it } from 'vitest';
import { firstPanelState, nextPanelState, shownTab } from './panel-state.js';

describe('nextPanelState', () => {
  it('opens the panel at the field that somebody is sent to, also twice', () => {
    const once = nextPanelState(firstPanelState, { type: 'go', kind: 'option', name: 'circuit' });
    expect(once).toEqual({
      ...firstPanelState,
      tab: 'options',
      open: true,
      errand: { kind: 'option', name: 'circuit', number: 1 },
    });
    expect(nextPanelState(once, { type: 'go', kind: 'option', name: 'circuit' }).errand?.number).toBe(2);
    expect(nextPanelState(once, { type: 'go', kind: 'parameter', name: 'R1' }).tab).toBe('parameters');
  });

  it('forgets the errand when another tab is chosen', () => {
    const sent = nextPanelState(firstPanelState, { type: 'go', kind: 'option', name: 'circuit' });
    expect(nextPanelState(sent, { type: 'tab', tab: 'findings' })).toEqual({
      ...firstPanelState,
      tab: 'findings',
      open: true,
    });
    expect(nextPanelState(sent, { type: 'open', open: false })).toEqual({ ...sent, open: false });
  });
});

describe('shownTab', () => {
  it('falls back on what there is', () => {
    expect(shownTab(firstPanelState, true)).toBe('parameters');
    expect(shownTab(firstPanelState, false)).toBe('options');
    expect(shownTab({ ...firstPanelState, tab: 'findings' }, false)).toBe('findings');
  });

  it('shows the values of a recording that was pressed, in front where a trend was pressed', () => {
    const sent = nextPanelState(firstPanelState, { type: 'tab', tab: 'findings' });
    const row = nextPanelState(sent, { type: 'recording', name: 'series#2', shown: false });
    expect(row).toEqual({ ...sent, recording: 'series#2' });
    expect(nextPanelState(row, { type: 'recording', name: 'series#3', shown: true })).toEqual({
      ...row,
      tab: 'parameters',
      recording: 'series#3',
    });
  });
});
