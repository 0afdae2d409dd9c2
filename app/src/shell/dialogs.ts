import { create } from 'zustand';

/** The dialogs of the page, at most one at a time. */
export type Dialog =
  | { readonly kind: 'help' }
  | {
      readonly kind: 'new-analysis';
      readonly sample?: string;
      /** Files chosen beforehand. */
      readonly files?: readonly string[];
      readonly technique?: string;
    }
  | { readonly kind: 'rename'; readonly what: 'analysis' | 'sample'; readonly name: string }
  | { readonly kind: 'new-sample' }
  /** Files were dropped onto a study that takes more files. */
  | { readonly kind: 'dropped'; readonly name: string; readonly files: ReadonlyMap<string, File> }
  /** Something else is to be opened while edits are not saved. */
  | { readonly kind: 'leave'; readonly opening: string; readonly proceed: () => void };

export const useDialog = create<{ readonly dialog: Dialog | null }>(() => ({ dialog: null }));

export function showDialog(dialog: Dialog): void {
  useDialog.setState({ dialog });
}

export function closeDialog(): void {
  useDialog.setState({ dialog: null });
}
