import { IntlMessageFormat } from 'intl-messageformat';
import { en } from '../../shared/i18n/messages.en.ts';
import { ptBr, type MessageKey } from '../../shared/i18n/messages.pt-br.ts';
import { useSettingsStore, type Language } from '../stores/settings-store.ts';

/** What a text's placeholders stand for. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Says a text of the catalogue in one language. */
export type Say = (key: MessageKey, values?: TextValues) => string;

const CATALOGUES: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { 'pt-BR': ptBr, en };

/** Whether a string names a text of the catalogue: for words that come from stored rows. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(ptBr, key);
}

const compiled = new Map<string, IntlMessageFormat>();

/**
 * A text in `language`, its ICU placeholders filled in. Compiled once per language and key. Of a key that the catalogue
 * does not have, its last word: a state that a newer backend has made up is named by its code.
 *
 * @throws Error when the text needs a value that is not given, or is no valid ICU message: a test says all of them.
 */
export function say(language: Language, key: MessageKey, values?: TextValues): string {
  const text: string | undefined = CATALOGUES[language][key];
  // Keys are checked as they are compiled; only one made of a row (`status.…`) of a newer backend can be missing.
  if (text === undefined) return key.slice(key.lastIndexOf('.') + 1);
  if (!text.includes('{')) return text;
  const cacheKey = `${language}:${key}`;
  let format = compiled.get(cacheKey);
  if (format === undefined) {
    // As everywhere else in the console: "27 Nov", and not "Nov 27".
    format = new IntlMessageFormat(text, language === 'en' ? 'en-GB' : language);
    compiled.set(cacheKey, format);
  }
  return String(format.format(values));
}

const sayIn: Readonly<Record<Language, Say>> = {
  'pt-BR': (key, values) => say('pt-BR', key, values),
  en: (key, values) => say('en', key, values),
};

/** Says texts in the language of the console; the same function until the language changes. */
export function useText(): Say {
  return sayIn[useSettingsStore((state) => state.language)];
}

/** The language of the console. */
export function useLanguage(): Language {
  return useSettingsStore((state) => state.language);
}

/** Says texts outside of components, in the language of the moment. */
export function currentText(): Say {
  return sayIn[useSettingsStore.getState().language];
}
