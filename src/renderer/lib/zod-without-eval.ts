import { config } from 'zod';

// zod tries `new Function` to compile its parsers and falls back when that is refused; the page's policy refuses it, and
// Chromium logs an error for each try. To be imported first, by the page and by its worker.
config({ jitless: true });
