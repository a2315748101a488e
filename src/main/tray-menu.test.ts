import { expect, test } from 'vitest';
import { textsIn } from './texts.ts';
import { trayMenu, type TrayWishes } from './tray-menu.ts';

const TICKET_ID = '0197a3c2-5f0e-7d0a-9d9b-6f7a5a3f1c11';

function wishesInto(done: string[]): TrayWishes {
  return {
    openTicket: (ticketId) => done.push(ticketId),
    openConsole: () => done.push('console'),
    toggleMute: () => done.push('mute'),
    quit: () => done.push('quit'),
  };
}

test('the menu names tickets as they are, with a sign that the desktop would take for the key of an entry', () => {
  const state = { count: 1, breached: 0, state: 'risk', urgent: [{ ticketId: TICKET_ID, text: 'N1-42 R&D' }] } as const;
  const [first] = trayMenu({ ...state, urgent: [...state.urgent] }, textsIn('en'), null, wishesInto([]));
  expect(first?.label).toBe('N1-42 R&&D');
});

test.each([
  ['pt-BR', ['Nenhum chamado perto de vencer', 'Abrir o Patamar', 'Alertas silenciados até 14:32', 'Sair']],
  ['en', ['No ticket near its deadline', 'Open Patamar', 'Alerts muted until 14:32', 'Quit']],
] as const)('in %s it says that nothing is urgent, and until when it is muted', (language, labels) => {
  const state = { count: 0, breached: 0, state: 'calm' as const, urgent: [] };
  const menu = trayMenu(state, textsIn(language), '14:32', wishesInto([]));
  expect(menu.flatMap(({ label }) => label ?? [])).toEqual(labels);
  expect(menu.flatMap(({ checked }) => checked ?? [])).toEqual([true]);
});

test.each([
  ['pt-BR', ['nada em risco', 'sem conexão, 1 vencido', '2 vencidos, 3 em risco', '3 em risco']],
  ['en', ['nothing at risk', 'offline, 1 breached', '2 breached, 3 at risk', '3 at risk']],
] as const)('in %s the icon says how it stands when it is pointed at', (language, told) => {
  const { tip } = textsIn(language).tray;
  const tips = [tip('calm', 0, 0), tip('offline', 1, 1), tip('breached', 5, 2), tip('risk', 3, 0)];
  expect(tips).toEqual(told.map((one) => `Patamar: ${one}`));
});
