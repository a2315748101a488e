import { useEffect, useMemo, useState } from 'react';
import { useCommandContext } from '../../commands/command-context.ts';
import { COMMAND_GROUPS } from '../../commands/command.ts';
import { thisWindow } from '../../lib/page-window.ts';
import { searchCustomers } from '../../lib/search-customers.ts';
import { type Say, useText } from '../../lib/text.ts';
import { startSearch, subscribeIndex } from '../../search/search-client.ts';
import { useSettingsStore } from '../../stores/settings-store.ts';
import { commandItems, listItems, macroItems, type Surroundings } from './command-items.tsx';
import { customerItem, type FoundTicket, ticketItem } from './found-items.tsx';
import type { PaletteGroup, PaletteItem } from './palette-item.ts';
import { rankItems } from './rank.ts';
import { recentIds } from './recent.ts';
import { findTickets, ticketsById } from './ticket-finder.ts';

const MOST_TICKETS = 8;
const MOST_CUSTOMERS = 5;
const NO_TICKETS: readonly FoundTicket[] = [];

/** What the palette shows for a query. `isSearching`: tickets are still being looked for. */
export type PaletteGroups = { readonly groups: readonly PaletteGroup[]; readonly isSearching: boolean };

/** Without a query what was used last, then everything there is; with one, what it means, the best kind first. */
export function usePaletteGroups(query: string): PaletteGroups {
  const say = useText();
  const context = useCommandContext();
  const platform = useSettingsStore((state) => state.info?.platform ?? '');
  const { kind } = thisWindow();
  const here = useMemo(() => ({ context, kind, say, platform }), [context, kind, say, platform]);
  const commands = useMemo(() => commandItems(here), [here]);
  const lists = useMemo(() => listItems(here), [here]);
  const macros = useMemo(() => macroItems(here), [here]);
  const found = useFoundTickets(query);
  const recent = useRecent(here, commands, lists, macros);
  const groups = useMemo(() => {
    if (query.trim() === '') return withoutQuery(recent, commands, { lists, macros }, say);
    return withQuery(query, found.tickets, { commands, lists, macros }, here);
  }, [query, recent, commands, lists, macros, found.tickets, here, say]);
  return { groups, isSearching: found.isSearching };
}

function useFoundTickets(query: string): { readonly tickets: readonly FoundTicket[]; readonly isSearching: boolean } {
  const [found, setFound] = useState({ query: '', tickets: NO_TICKETS });
  const text = query.trim();
  useEffect(startSearch, []);
  useEffect(() => {
    if (text === '') return undefined;
    let isWanted = true;
    const take = (tickets: readonly FoundTicket[]): void => {
      if (isWanted) setFound({ query: text, tickets });
    };
    const look = (): void => void findTickets(text, MOST_TICKETS).then(take, () => take(NO_TICKETS));
    look();
    // While the index is being built, and when tickets change, there may be more.
    const leave = subscribeIndex(look);
    return () => {
      isWanted = false;
      leave();
    };
  }, [text]);
  // What an earlier query found stays until the new answer is there, so that the lines do not jump with each key.
  return { tickets: text === '' ? NO_TICKETS : found.tickets, isSearching: text !== '' && found.query !== text };
}

/** What was used last, as items of now; of tickets those that are on this machine. */
function useRecent(
  { context, say, kind }: Surroundings,
  commands: readonly PaletteItem[],
  lists: readonly PaletteItem[],
  macros: readonly PaletteItem[],
): readonly PaletteItem[] {
  const [ids] = useState(recentIds);
  const [tickets, setTickets] = useState<ReadonlyMap<string, FoundTicket>>(new Map());
  useEffect(() => {
    const wanted = ids.flatMap((id) => (id.startsWith('ticket:') ? [id.slice('ticket:'.length)] : []));
    if (wanted.length === 0) return;
    void ticketsById(wanted).then((found) =>
      setTickets(new Map(found.map((ticket) => [`ticket:${ticket.id}`, ticket]))),
    );
  }, [ids]);
  return useMemo(() => {
    const known = new Map([...commands, ...lists, ...macros].map((item) => [item.id, item]));
    return ids.flatMap((id) => {
      const ticket = tickets.get(id);
      if (ticket !== undefined) return [ticketItem(ticket, say)];
      const customer = kind === 'console' ? context.workspace?.customers.get(id.replace('customer:', '')) : undefined;
      return customer === undefined ? (known.get(id) ?? []) : [customerItem(customer)];
    });
  }, [ids, tickets, commands, lists, macros, context, say, kind]);
}

function withoutQuery(
  recent: readonly PaletteItem[],
  commands: ReturnType<typeof commandItems>,
  { lists, macros }: Readonly<Record<'lists' | 'macros', readonly PaletteItem[]>>,
  say: Say,
): readonly PaletteGroup[] {
  const before = new Set(recent.map(({ id }) => id));
  const rest = commands.filter(({ id }) => !before.has(id));
  return withItems([
    { id: 'recent', title: say('palette.recent'), items: recent },
    { id: 'lists', title: say('palette.lists'), items: lists.filter(({ id }) => !before.has(id)) },
    { id: 'macros', title: say('macro.title'), items: macros.filter(({ id }) => !before.has(id)) },
    ...COMMAND_GROUPS.map((id) => ({
      id,
      title: say(`help.group.${id}`),
      items: rest.filter(({ command }) => command.group === id),
    })),
  ]);
}

function withQuery(
  query: string,
  tickets: readonly FoundTicket[],
  { commands, lists, macros }: Readonly<Record<'commands' | 'lists' | 'macros', readonly PaletteItem[]>>,
  { context, kind, say }: Surroundings,
): readonly PaletteGroup[] {
  const ranked = [
    { id: 'commands', title: say('palette.commands'), ...rankItems(commands, query) },
    { id: 'macros', title: say('macro.title'), ...rankItems(macros, query) },
    { id: 'lists', title: say('palette.lists'), ...rankItems(lists, query) },
  ];
  const customers =
    kind === 'console' && context.workspace !== null
      ? searchCustomers(context.workspace.customers, query).slice(0, MOST_CUSTOMERS).map(customerItem)
      : [];
  return withItems([
    ...ranked.filter(({ isClose }) => isClose),
    { id: 'tickets', title: say('palette.tickets'), items: tickets.map((ticket) => ticketItem(ticket, say)) },
    { id: 'customers', title: say('palette.customers'), items: customers },
    ...ranked.filter(({ isClose }) => !isClose),
  ]);
}

function withItems(groups: readonly PaletteGroup[]): readonly PaletteGroup[] {
  return groups.filter(({ items }) => items.length > 0);
}
