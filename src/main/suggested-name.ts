/** A file's name as every desktop's dialog takes it: no folders, nothing hidden, nothing that Windows cuts off or reserves. */
export function suggestedName(name: string): string {
  const bare = name
    .replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, '_')
    .replaceAll(/^\.+|[. ]+$/g, '')
    .slice(-150);
  return /^(con|prn|aux|nul|com\d|lpt\d)?(\.|$)/i.test(bare) ? `_${bare}` : bare;
}
