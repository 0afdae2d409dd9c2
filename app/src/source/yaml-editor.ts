import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Mistake } from '../../../src/study/yaml-source.js';

/** Marks changes that come from the study and not from the keyboard, so that they are not reported back. */
const fromStudy = Annotation.define<boolean>();

/** Typing is one edit when it pauses for this long. */
const PAUSE_MS = 300;

export interface YamlEditorActions {
  /** Called with the whole text when typing pauses. */
  readonly onType: (text: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/**
 * The text editor of study.yaml. Undo and redo are the page's, not its own: there is one history for all that changes the
 * study.
 */
export class YamlEditor {
  readonly #view: EditorView;
  readonly #theme = new Compartment();
  #pending: ReturnType<typeof setTimeout> | undefined;
  readonly #onType: (text: string) => void;

  constructor(parent: HTMLElement, { onType, onUndo, onRedo }: YamlEditorActions) {
    this.#onType = onType;
    // The browser's own undo knows nothing of changes made elsewhere.
    const step = (take: () => void) => () => {
      this.#flush();
      take();
      return true;
    };
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [
          lineNumbers(),
          lintGutter(),
          highlightActiveLine(),
          highlightSelectionMatches(),
          search({ top: true }),
          EditorState.phrases.of(PHRASES),
          drawSelection(),
          bracketMatching(),
          indentOnInput(),
          yaml(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': 'study.yaml', tabindex: '0' }),
          keymap.of([
            { key: 'Mod-z', run: step(onUndo), preventDefault: true },
            { key: 'Mod-Shift-z', run: step(onRedo), preventDefault: true },
            { key: 'Mod-y', run: step(onRedo), preventDefault: true },
          ]),
          keymap.of([...defaultKeymap, ...searchKeymap, indentWithTab]),
          this.#theme.of(themes.light),
          EditorView.updateListener.of((update) => {
            const typed = update.docChanged && !update.transactions.some((one) => one.annotation(fromStudy));
            if (typed) this.#typed();
          }),
        ],
      }),
    });
  }

  /** The study's text, where it differs from what is shown: only the part that differs is replaced, so the cursor stays. */
  show(text: string): void {
    const shown = this.#view.state.doc.toString();
    if (shown === text) return;
    clearTimeout(this.#pending);
    let from = 0;
    while (from < shown.length && from < text.length && shown[from] === text[from]) from++;
    let end = 0;
    while (end < Math.min(shown.length, text.length) - from && shown.at(-1 - end) === text.at(-1 - end)) end++;
    this.#view.dispatch({
      changes: { from, to: shown.length - end, insert: text.slice(from, text.length - end) },
      annotations: fromStudy.of(true),
    });
  }

  /** Underlines the mistakes. */
  mark(mistakes: readonly Mistake[]): void {
    const { doc } = this.#view.state;
    const diagnostics = mistakes.map(({ line, column, message }): Diagnostic => {
      const at = doc.line(Math.min(line ?? 1, doc.lines));
      const from = Math.min(at.from + (column ?? 1) - 1, at.to);
      return { from, to: at.to, severity: 'error', message };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
    // The list below may have grown over the line that is being typed.
    if (this.#view.hasFocus) {
      this.#view.dispatch({ effects: EditorView.scrollIntoView(this.#view.state.selection.main.head) });
    }
  }

  goTo({ line, column }: Mistake): void {
    const { doc } = this.#view.state;
    const at = doc.line(Math.min(line ?? 1, doc.lines));
    const anchor = Math.min(at.from + (column ?? 1) - 1, at.to);
    this.#view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
    this.#view.focus();
  }

  setDark(dark: boolean): void {
    this.#view.dispatch({ effects: this.#theme.reconfigure(dark ? themes.dark : themes.light) });
  }

  destroy(): void {
    this.#flush();
    this.#view.destroy();
  }

  #typed(): void {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => this.#flush(), PAUSE_MS);
  }

  #flush(): void {
    if (this.#pending === undefined) return;
    clearTimeout(this.#pending);
    this.#pending = undefined;
    this.#onType(this.#view.state.doc.toString());
  }
}

/** The words of the search, as the rest of the page writes them. */
const PHRASES = {
  next: 'Next',
  previous: 'Previous',
  all: 'Select all',
  'match case': 'Match case',
  regexp: 'Regular expression',
  'by word': 'Whole words',
  replace: 'Replace',
  'replace all': 'Replace all',
  close: 'Close',
};

const control = {
  margin: '0 6px 0 0',
  padding: '3px 10px',
  border: '1px solid var(--mantine-color-default-border)',
  borderRadius: 'var(--mantine-radius-sm)',
  backgroundColor: 'var(--mantine-color-default)',
  backgroundImage: 'none',
  color: 'var(--mantine-color-text)',
  fontSize: 'var(--mantine-font-size-xs)',
};

const themes = { light: theme(false), dark: theme(true) };

function theme(dark: boolean) {
  const colour = dark
    ? { key: '#8cc1f2', text: '#a5d6a7', number: '#f3bd68', comment: '#9aa5b4', mark: '#d0b0ff' }
    : { key: '#0b5fa5', text: '#1b6e3c', number: '#8a5300', comment: '#5a6472', mark: '#6b3fa0' };
  return [
    EditorView.theme(
      {
        '&': {
          height: '100%',
          fontSize: '13px',
          backgroundColor: 'var(--mantine-color-body)',
          color: 'var(--mantine-color-text)',
        },
        // The ring is around the frame: lines of numbers would cover it here.
        '&.cm-focused': { outline: 'none' },
        '.cm-content': { fontFamily: 'var(--mantine-font-family-monospace)', caretColor: 'var(--mantine-color-text)' },
        '.cm-cursor': { borderLeftColor: 'var(--mantine-color-text)' },
        '.cm-gutters': { backgroundColor: 'var(--mantine-color-body)', color: colour.comment, border: 'none' },
        '.cm-content:focus-visible': { outline: 'none' },
        '.cm-panels.cm-panels-top': {
          borderBottom: '1px solid var(--ip-line)',
          backgroundColor: 'var(--ip-chrome)',
          color: 'var(--mantine-color-text)',
        },
        '.cm-panel.cm-search': {
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: '6px 0',
          padding: '8px 36px 8px 10px',
          '& br': { flexBasis: '100%', height: 0, content: '""' },
          '& .cm-textfield': { ...control, width: '220px', padding: '3px 8px' },
          '& .cm-button': control,
          '& label': {
            display: 'flex',
            alignItems: 'center',
            gap: '4px',
            margin: '0 10px 0 4px',
            fontSize: 'var(--mantine-font-size-xs)',
          },
          '& label input': { margin: 0 },
          '& [name=close]': {
            top: '6px',
            right: '8px',
            width: '24px',
            height: '24px',
            fontSize: '18px',
            color: 'inherit',
          },
        },
        '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: dark ? '#ffffff0d' : '#0000000a' },
      },
      { dark },
    ),
    syntaxHighlighting(
      HighlightStyle.define([
        { tag: [tags.definition(tags.propertyName), tags.propertyName], color: colour.key },
        { tag: [tags.string, tags.content, tags.attributeValue], color: colour.text },
        { tag: [tags.number, tags.bool, tags.null], color: colour.number },
        { tag: tags.comment, color: colour.comment, fontStyle: 'italic' },
        { tag: [tags.meta, tags.labelName, tags.typeName], color: colour.mark },
      ]),
    ),
  ];
}
