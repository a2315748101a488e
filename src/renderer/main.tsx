import './db/wake-store.ts';
import './lib/zod-without-eval.ts';

// Imported later and not above: a bundler runs the chunks of static imports first, and schemas are made in them.
const { start } = await import('./start.tsx');
await start();
