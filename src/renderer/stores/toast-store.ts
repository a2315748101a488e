import { create } from 'zustand';

export type Toast = {
  readonly id: number;
  /** 'alert': what the desktop could not show itself. */
  readonly tone: 'success' | 'alert' | 'danger' | 'info';
  /** Of several lines, the first says what it is about. */
  readonly text: string;
  /** The actions that the notice is about: they can be taken back from here while they have not been sent. */
  readonly seqs: readonly number[];
};

const SHOWN_MS = 6_000;
const MOST = 3;

type ToastState = { readonly toasts: readonly Toast[] };
type ToastActions = {
  /** `shownMs`: for how long, where it is not the usual time of its tone; null for until it is dismissed. */
  readonly add: (tone: Toast['tone'], text: string, seqs?: readonly number[], shownMs?: number | null) => void;
  readonly dismiss: (id: number) => void;
};

let lastId = 0;

/** As many as there is room for. An alert, which waits in the alert centre too, goes before what can be taken back here. */
function lastOf(toasts: readonly Toast[]): readonly Toast[] {
  if (toasts.length <= MOST) return toasts;
  const alert = toasts.findIndex(({ tone }) => tone === 'alert');
  return toasts.toSpliced(Math.max(alert, 0), 1);
}

/** Short notices in the corner: the last three, each for six seconds; bad news stays until dismissed. */
export const useToastStore = create<ToastState & ToastActions>()((set, get) => ({
  toasts: [],
  add(tone, text, seqs = [], shownMs = tone === 'danger' ? null : SHOWN_MS) {
    lastId += 1;
    const id = lastId;
    set(({ toasts }) => {
      // Said again, as of a key that is pressed again: once is enough.
      const others = toasts.filter((toast) => toast.text !== text || toast.seqs.length + seqs.length > 0);
      return { toasts: lastOf([...others, { id, tone, text, seqs }]) };
    });
    if (shownMs !== null) setTimeout(() => get().dismiss(id), shownMs);
  },
  dismiss: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
}));
