/**
 * A line of a log without what names a file or a person: the system's errors quote whole paths, and addresses say who
 * somebody is. Greedy between quotes, since a file's name may hold one.
 */
export function scrubbed(line: string): string {
  return line
    .replaceAll(/'.*'/g, "'…'")
    .replaceAll(/".*"/g, '"…"')
    .replaceAll(/[^\s<>()]+@[^\s<>()]+/g, '…@…')
    .replaceAll(/(?:[A-Za-z]:)?[\\/](?:home|Users)[\\/][^\s)]+/g, '…');
}
