/** What a spreadsheet would take for a formula (OWASP, "CSV injection"). */
const FORMULA = /^[=+\-@\t\r\n]/;
const BOM = '\ufeff';

/**
 * Rows as the text of a CSV file (RFC 4180) that spreadsheets open as they are: with a byte order mark, without which
 * Excel does not take it for UTF-8, and with an apostrophe before what would be run as a formula. Excel separates by what
 * the system's language does: `;` in Portuguese.
 */
export function toCsv(rows: readonly (readonly string[])[], separator: ',' | ';'): string {
  const lines = rows.map((row) => row.map((cell) => quoted(cell, separator)).join(separator));
  return `${BOM}${lines.join('\r\n')}\r\n`;
}

function quoted(cell: string, separator: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /["\r\n]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
