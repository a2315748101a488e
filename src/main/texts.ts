import type { Settings } from '../shared/ipc/contract.ts';

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
    count === 1 ? '1 alerta enquanto o computador dormia' : `${count} alertas enquanto o computador dormia`,
  missedAlerts: (count) =>
    count === 1 ? '1 alerta no horário de silêncio' : `${count} alertas no horário de silêncio`,
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
  lateAlerts: (count) =>
    count === 1 ? '1 alert while the computer was asleep' : `${count} alerts while the computer was asleep`,
  missedAlerts: (count) => (count === 1 ? '1 alert during quiet hours' : `${count} alerts during quiet hours`),
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
