import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { Gallery } from './gallery.tsx';
import { lookOf } from './look.ts';

// A page of its own, for whoever works on the design system: `npm run dev` serves it as /gallery/ beside the console, and
// tests/e2e/gallery.e2e.ts builds it. The console's build does not know it.
const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');
const look = lookOf(new URLSearchParams(location.search));
const root = document.documentElement;
root.lang = look.language;
root.dataset['theme'] = look.theme;
root.dataset['contrast'] = look.contrast;
root.dataset['density'] = look.density;
createRoot(container).render(
  <StrictMode>
    <I18nProvider locale={look.language}>
      <Gallery look={look} />
    </I18nProvider>
  </StrictMode>,
);
