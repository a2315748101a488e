import './ui/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactElement, StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { useLanguage } from './lib/text.ts';
import { applySettings } from './stores/apply-settings.ts';
import { useLayoutStore } from './stores/layout-store.ts';
import { useSettingsStore } from './stores/settings-store.ts';

const queryClient = new QueryClient();

/** The page in the language of the console. */
function Root(): ReactElement {
  return (
    <I18nProvider locale={useLanguage()}>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </I18nProvider>
  );
}

/** Shows the page, once it is known in which language and colours. */
export async function start(): Promise<void> {
  const container = document.getElementById('root');
  if (container === null) throw new Error('index.html has no #root');
  await useSettingsStore.getState().load();
  applySettings();
  useLayoutStore.getState().load();
  createRoot(container).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  );
}
