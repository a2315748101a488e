import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// One build has to run on Electron 45 (what users get) and on Electron 33 (the runtime that can be had where Electron's
// release host cannot be reached), so targets are pinned to the older one instead of being derived from the electron
// package. Main and preload are CommonJS: a sandboxed preload cannot be an ES module, and a CommonJS main is sure to have
// run before 'ready'. Nothing is left external, so what ships is out/ alone, without node_modules.
const node = { target: 'node20.18', sourcemap: true, externalizeDeps: false } as const;
const output = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' } as const;

export default defineConfig({
  main: { build: { ...node, rolldownOptions: { input: 'src/main/index.ts', output } } },
  preload: { build: { ...node, sourcemap: false, rolldownOptions: { input: 'src/preload/index.ts', output } } },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: 'chrome130',
      sourcemap: true,
      minify: true,
      // Absolute: the build reads it from the project's folder, the dev server from `root`.
      rolldownOptions: { input: path.resolve('src/renderer/index.html') },
    },
  },
});
