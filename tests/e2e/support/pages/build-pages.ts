import { build } from 'vite';
import { PROJECT_ROOT } from '../project-root.ts';

/**
 * Bundles pages of tests and benchmarks into a folder, each into one file `<name>.js` with its workers in `assets/`. Built
 * as the console's own page is (electron.vite.config.ts): minified, for the oldest Electron it runs on.
 */
export async function buildPages(entries: Readonly<Record<string, string>>, outDir: string): Promise<void> {
  // One after the other: together they would share files, and a page would wait for more than its own.
  for (const [name, file] of Object.entries(entries)) {
    await build({
      configFile: false,
      root: PROJECT_ROOT,
      logLevel: 'error',
      worker: { format: 'es' },
      build: {
        outDir,
        emptyOutDir: false,
        target: 'chrome130',
        minify: true,
        modulePreload: false,
        rolldownOptions: { input: { [name]: file }, output: { entryFileNames: '[name].js' } },
      },
    });
  }
}
