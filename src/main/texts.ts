import type { TrayState } from '../shared/ipc/alert-channels.ts';
import type { Settings } from '../shared/ipc/contract.ts';
import type { NoticeAction } from './notice.ts';

export type Language = 'pt-BR' | 'en';

/** The few texts that main itself shows; the page has its own catalogue. */
export type Texts = {
  readonly menu: Readonly<
    Record<
      | 'file'
      | 'quit'
      | 'edit'
      | 'undo'
      | 'redo'
      | 'cut'
      | 'copy'
      | 'paste'
      | 'pasteAsText'
      | 'selectAll'
      | 'view'
      | 'resetZoom'
      | 'zoomIn'
      | 'zoomOut'
      | 'fullScreen'
      | 'window'
      | 'minimize'
      | 'close',
      string
    >
  >;
  readonly lateAlerts: (count: number) => string;
  readonly missedAlerts: (count: number) => string;
  /** Many alerts of one queue; without a name, of no queue. */
  readonly together: (what: 'risk' | 'breached' | 'both' | 'news', tickets: number, queue: string) => string;
  readonly andMore: (count: number) => string;
  readonly mayBeStale: string;
  readonly actions: Readonly<Record<NoticeAction, string>>;
  readonly tray: {
    /** What the icon says when it is pointed at. */
    readonly tip: (state: TrayState['state'], count: number, breached: number) => string;
    readonly nothingUrgent: string;
    readonly open: string;
    readonly mute: string;
    /** `until` is a time of day. */
    readonly muted: (until: string) => string;
    readonly quit: string;
  };
  readonly inTray: { readonly title: string; readonly body: string };
  readonly testAlert: { readonly title: string; readonly body: string };
  readonly saveFile: string;
  readonly crash: { readonly title: string; readonly detail: string; readonly reload: string; readonly close: string };
};

const pt: Texts = {
  menu: {
    file: 'Arquivo',
    quit: 'Sair',
    edit: 'Editar',
    undo: 'Desfazer',
    redo: 'Refazer',
    cut: 'Recortar',
    copy: 'Copiar',
    paste: 'Colar',
    pasteAsText: 'Colar sem formatação',
    selectAll: 'Selecionar tudo',
    view: 'Exibir',
    resetZoom: 'Tamanho normal',
    zoomIn: 'Ampliar',
    zoomOut: 'Reduzir',
    fullScreen: 'Tela cheia',
    window: 'Janela',
    minimize: 'Minimizar',
    close: 'Fechar',
  },
  lateAlerts: (count) =>
    count === 1 ? '1 alerta enquanto você estava fora' : `${count} alertas enquanto você estava fora`,
  missedAlerts: (count) =>
    count === 1 ? '1 alerta no horário de silêncio' : `${count} alertas no horário de silêncio`,
  together: (what, tickets, queue) => {
    const where = queue === '' ? '' : ` em ${queue}`;
    if (tickets === 1) return `Vários avisos do mesmo chamado${where}`;
    const words = {
      risk: 'chamados em risco',
      breached: 'chamados vencidos',
      both: 'chamados vencidos ou em risco',
      news: 'chamados com novidades',
    };
    return `${tickets} ${words[what]}${where}`;
  },
  andMore: (count) => `e mais ${count}`,
  mayBeStale: 'Pode estar desatualizado.',
  actions: { open: 'Abrir', take: 'Assumir', snooze: 'Adiar 10 min', acknowledge: 'Ciente' },
  tray: {
    tip: (state, count, breached) => {
      const known = [
        ...(breached > 0 ? [breached === 1 ? '1 vencido' : `${breached} vencidos`] : []),
        ...(count > breached ? [`${count - breached} em risco`] : []),
      ].join(', ');
      const offline = state === 'offline' ? ['sem conexão'] : [];
      return `Patamar: ${[...offline, known === '' ? 'nada em risco' : known].join(', ')}`;
    },
    nothingUrgent: 'Nenhum chamado perto de vencer',
    open: 'Abrir o Patamar',
    mute: 'Silenciar alertas por 1 hora',
    muted: (until) => `Alertas silenciados até ${until}`,
    quit: 'Sair',
  },
  inTray: {
    title: 'O Patamar continua aberto na bandeja',
    body: 'Os alertas continuam chegando. Para encerrar, clique no ícone da bandeja e escolha Sair.',
  },
  testAlert: { title: 'Alerta de teste', body: 'É assim que o Patamar avisa quando um prazo está perto de vencer.' },
  saveFile: 'Salvar anexo',
  crash: {
    title: 'O Patamar parou várias vezes seguidas.',
    detail: 'O que já aparecia como guardado continua neste computador.',
    reload: 'Tentar de novo',
    close: 'Fechar esta janela',
  },
};

const en: Texts = {
  menu: {
    file: 'File',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    pasteAsText: 'Paste without formatting',
    selectAll: 'Select all',
    view: 'View',
    resetZoom: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fullScreen: 'Full screen',
    window: 'Window',
    minimize: 'Minimize',
    close: 'Close',
  },
  lateAlerts: (count) => (count === 1 ? '1 alert while you were away' : `${count} alerts while you were away`),
  missedAlerts: (count) => (count === 1 ? '1 alert during quiet hours' : `${count} alerts during quiet hours`),
  together: (what, tickets, queue) => {
    const where = queue === '' ? '' : ` in ${queue}`;
    if (tickets === 1) return `Several alerts of one ticket${where}`;
    const words = {
      risk: 'tickets at risk',
      breached: 'tickets breached',
      both: 'tickets breached or at risk',
      news: 'tickets with news',
    };
    return `${tickets} ${words[what]}${where}`;
  },
  andMore: (count) => `and ${count} more`,
  mayBeStale: 'May be out of date.',
  actions: { open: 'Open', take: 'Claim', snooze: 'Snooze 10 min', acknowledge: 'Got it' },
  tray: {
    tip: (state, count, breached) => {
      const known = [
        ...(breached > 0 ? [`${breached} breached`] : []),
        ...(count > breached ? [`${count - breached} at risk`] : []),
      ].join(', ');
      const offline = state === 'offline' ? ['offline'] : [];
      return `Patamar: ${[...offline, known === '' ? 'nothing at risk' : known].join(', ')}`;
    },
    nothingUrgent: 'No ticket near its deadline',
    open: 'Open Patamar',
    mute: 'Mute alerts for 1 hour',
    muted: (until) => `Alerts muted until ${until}`,
    quit: 'Quit',
  },
  inTray: {
    title: 'Patamar stays open in the tray',
    body: 'Alerts keep coming. To end it, click its icon in the tray and choose Quit.',
  },
  testAlert: { title: 'Test alert', body: 'This is how Patamar tells you that a deadline is near.' },
  saveFile: 'Save attachment',
  crash: {
    title: 'Patamar stopped several times in a row.',
    detail: 'What was shown as kept is still on this computer.',
    reload: 'Try again',
    close: 'Close this window',
  },
};

/** The language to speak: the one chosen, else Portuguese where the system's is, else English. */
export function languageOf(settings: Settings, systemLocale: string): Language {
  return settings.language ?? (systemLocale.toLowerCase().startsWith('pt') ? 'pt-BR' : 'en');
}

export function textsIn(language: Language): Texts {
  return language === 'pt-BR' ? pt : en;
}

/** The locale in which Chromium writes dates as the console does: "27/11/2026, 14:30" in English too. */
export function chromiumLocale(language: Language): string {
  return language === 'pt-BR' ? 'pt-BR' : 'en-GB';
}

/** The first of some names that is a BCP 47 tag, 'en' when none is: Linux hands over its C locale as 'c'. */
export function firstLanguageTag(names: readonly string[]): string {
  return names.find(isLanguageTag) ?? 'en';
}

function isLanguageTag(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length === 1;
  } catch {
    return false;
  }
}
