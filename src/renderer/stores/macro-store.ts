import { create } from 'zustand';

/** The macro that its dialog opens with; null for the first that is offered. */
export const useMacroStore = create<{ readonly macroId: string | null }>()(() => ({ macroId: null }));
