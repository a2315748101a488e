import { type PageWindow, pageWindowOf } from '../../shared/ipc/page-window.ts';

/** Which of the app's windows this page is in, by its address: the same before and after a reload. */
export function thisWindow(): PageWindow {
  return pageWindowOf(Object.fromEntries(new URLSearchParams(window.location.search)));
}
