import { create } from 'zustand';

export type Toast = {
  readonly id: number;
  /** 'alert': it came of itself, and the desktop could not show it; all others answer to something that was done here. */
  readonly tone: 'success' | 'alert' | 'danger' | 'info';
  /** Of several lines, the first says what it is about. */
  readonly text: string;
  /** The actions that the notice is about: they can be taken back from here while they have not been sent. */
  readonly seqs: readonly number[];
};

const SHOWN_MS = 6_000;
/** An alert that the desktop could not show goes by itself: it waits in the alert centre, and must not cover the tickets. */
const ALERT_SHOWN_MS = 15_000;
const MOST_ANSWERS = 3;

type ToastState = { readonly toasts: readonly Toast[] };
type ToastActions = {
  /** Answers to something that was done here. */
  readonly add: (tone: Exclude<Toast['tone'], 'alert'>, text: string, seqs?: readonly number[]) => void;
  /** Tells what came of itself. */
  readonly alert: (text: string) => void;
  readonly dismiss: (...ids: readonly number[]) => void;
};

let lastId = 0;

/**
 * Short notices in the corner: the last three answers, each for six seconds, bad news until dismissed; and the alerts of the
 * last moment, which are shown as one. However many alerts come at once, an answer stays, with its way back.
 */
export const useToastStore = create<ToastState & ToastActions>()((set, get) => {
  const show = (toast: Omit<Toast, 'id'>, shownMs: number | null): void => {
    lastId += 1;
    const id = lastId;
    set(({ toasts }) => {
      // Said again, as of a key that is pressed again: once is enough.
      const others = toasts.filter(({ text, seqs }) => text !== toast.text || seqs.length + toast.seqs.length > 0);
      return { toasts: fitting([...others, { id, ...toast }]) };
    });
    if (shownMs !== null) setTimeout(() => get().dismiss(id), shownMs);
  };
  return {
    toasts: [],
    add: (tone, text, seqs = []) => show({ tone, text, seqs }, tone === 'danger' ? null : SHOWN_MS),
    alert: (text) => show({ tone: 'alert', text, seqs: [] }, ALERT_SHOWN_MS),
    dismiss: (...ids) => set((state) => ({ toasts: state.toasts.filter(({ id }) => !ids.includes(id)) })),
  };
});

/** Those that are shown, in their order on screen: alerts above the answers, which stay where they are in the corner. */
function fitting(toasts: readonly Toast[]): readonly Toast[] {
  const answers = toasts.filter(({ tone }) => tone !== 'alert');
  const alerts = toasts.filter(({ tone }) => tone === 'alert');
  while (answers.length > MOST_ANSWERS) {
    const leaves = answers.slice(0, -1).findIndex(({ tone }) => tone !== 'danger');
    answers.splice(Math.max(0, leaves), 1);
  }
  return [...alerts, ...answers];
}
