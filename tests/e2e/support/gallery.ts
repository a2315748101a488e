import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { PROJECT_ROOT } from './project-root.ts';
import { removeFolder } from './remove-folder.ts';

export type RunningGallery = { readonly url: string; stop(): Promise<void> };

/** Builds the gallery of the design system into a folder of its own, and serves it on a free port of this machine. */
export async function startGallery(): Promise<RunningGallery> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'patamar-gallery-'));
  const root = path.join(PROJECT_ROOT, 'src/renderer/gallery');
  const common = { configFile: false as const, root, logLevel: 'error' as const, plugins: [react()] };
  await build({ ...common, build: { outDir, emptyOutDir: false, target: 'chrome130' } });
  const server = await preview({ ...common, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('the gallery is served nowhere');
  return {
    url,
    async stop() {
      await server.close();
      await removeFolder(outDir);
    },
  };
}
