/** The attribute of the rows that the backend found. */
export const archiveRowMark = 'data-archive-row';

/** Puts the focus on the first ticket that the backend found; answers whether there is one. */
export function focusArchive(): boolean {
  const row = document.querySelector<HTMLElement>(`[${archiveRowMark}]`);
  row?.focus();
  return row !== null;
}
