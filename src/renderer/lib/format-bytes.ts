import type { Language } from '../stores/settings-store.ts';

const UNITS = [
  ['megabyte', 1_000_000],
  ['kilobyte', 1_000],
] as const;

/** A size as people say it: "25,9 MB", "340 kB", "12 bytes". Decimal units, as desktops show files. */
export function fileSize(language: Language, bytes: number): string {
  for (const [unit, unitBytes] of UNITS) {
    if (bytes >= unitBytes) return format(language, unit, bytes / unitBytes);
  }
  return format(language, 'byte', bytes);
}

function format(language: Language, unit: string, value: number): string {
  const maximumFractionDigits = value < 100 && unit === 'megabyte' ? 1 : 0;
  // English says "12 byte" in short.
  const unitDisplay = unit === 'byte' ? 'long' : 'short';
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits }).format(value);
}
