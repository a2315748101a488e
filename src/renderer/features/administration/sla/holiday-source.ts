import Holidays from 'date-holidays';
import { DAY_MS, MINUTE_MS } from '../../../../shared/sla/civil.ts';
import { type Bar, minutesOf } from '../../../../shared/sla/week.ts';
import type { Language } from '../../../stores/settings-store.ts';

/** Where holidays are kept; state and region are "" for those of the whole country. */
export type Place = { readonly country: string; readonly state: string; readonly region: string };

/** A holiday as it is offered. `closed` is the part of the day it is, null for the whole of it. */
export type OfferedHoliday = {
  readonly date: string;
  readonly name: string;
  readonly kind: 'public' | 'bank' | 'optional' | 'school' | 'observance';
  readonly closed: Bar | null;
};

type Named = { readonly id: string; readonly label: string };

/** The countries whose holidays are known, by name. */
export function countries(language: Language): readonly Named[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' });
  return Object.keys(new Holidays().getCountries())
    .map((id) => ({ id, label: names.of(id) ?? id }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
}

/** The states of a country that have holidays of their own. */
export function states(country: string): readonly Named[] {
  return named(new Holidays().getStates(country));
}

/** The regions or cities of a state that have holidays of their own. */
export function regions(country: string, state: string): readonly Named[] {
  return named(new Holidays().getRegions(country, state));
}

function named(names: Readonly<Record<string, string>> | undefined): Named[] {
  return Object.entries(names ?? {})
    .map(([id, label]) => ({ id, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
}

/** The holidays of a place in some years, in order, with a line for each day of those that last several. */
export function holidaysIn(
  { country, state, region }: Place,
  years: readonly number[],
  language: Language,
): OfferedHoliday[] {
  const source = new Holidays({ country, ...(state === '' ? {} : { state }), ...(region === '' ? {} : { region }) });
  const found = years.flatMap((year) => [
    ...source.getHolidays(year, language === 'en' ? 'en' : 'pt').flatMap((one): OfferedHoliday[] => {
      const [date = '', time = ''] = one.date.split(' ');
      const from = minutesOf(time.slice(0, 5)) ?? 0;
      const lastsMs = one.end.getTime() - one.start.getTime();
      const offered = { date, name: nameIn(country, one.name, language), kind: one.type };
      // A day on which the clocks change is an hour more or less.
      const days = Math.round(lastsMs / DAY_MS);
      if (from > 0 || lastsMs < DAY_MS - 2 * 60 * MINUTE_MS) {
        const to = Math.min(1440, from + Math.round(lastsMs / MINUTE_MS));
        return [{ ...offered, closed: { from, to } }];
      }
      return Array.from({ length: days }, (_, after) => ({ ...offered, date: dayAfter(date, after), closed: null }));
    }),
    ...missingIn(country, year, language),
  ]);
  const byKey = new Map<string, OfferedHoliday>();
  for (const one of found) {
    const key = `${one.date} ${String(one.closed === null)}`;
    const other = byKey.get(key);
    if (other === undefined || RANK.indexOf(one.kind) < RANK.indexOf(other.kind)) byKey.set(key, one);
  }
  return [...byKey.values()].toSorted((a, b) => a.date.localeCompare(b.date));
}

/** Two on one day are shown as the one that closes more. */
const RANK: readonly OfferedHoliday['kind'][] = ['public', 'bank', 'optional', 'school', 'observance'];

function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The library's Portuguese is that of Portugal. */
const BRAZILIAN_NAMES: Readonly<Record<string, string>> = {
  'Corpo de Deus': 'Corpus Christi',
  'Noite de Natal': 'Véspera de Natal',
  'Dia do trabalhador': 'Dia do Trabalho',
  'Dia de Eleição': 'Dia de eleição',
  'Dia de Tiradentes': 'Tiradentes',
};

function nameIn(country: string, name: string, language: Language): string {
  return country === 'BR' && language !== 'en' ? (BRAZILIAN_NAMES[name] ?? name) : name;
}

/** A national holiday that date-holidays 3.37 takes out of some states: 20 November in Brazil, by Law 14.759 of 2023. */
function missingIn(country: string, year: number, language: Language): OfferedHoliday[] {
  if (country !== 'BR' || year < 2024) return [];
  const name = language === 'en' ? 'Black Awareness Day' : 'Dia da Consciência Negra';
  return [{ date: `${year}-11-20`, name, kind: 'public', closed: null }];
}
