import { useEffect } from 'react';

const APP_NAME = 'Patamar';

/** Names this window after what it shows, "#1042 Loja sem sinal · Patamar", for as long as it shows it. */
export function useWindowTitle(what: string): void {
  useEffect(() => {
    document.title = `${what} · ${APP_NAME}`;
    return () => {
      document.title = APP_NAME;
    };
  }, [what]);
}
