import { cp, mkdir, mkdtemp, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';
import { PROJECT_ROOT } from './project-root.ts';

/** Around every text of the catalogues in a pseudo console. */
export const PSEUDO_MARKS = ['⟦', '⟧'] as const;

/**
 * The console as it is built, but with every text of its catalogues between marks, so that a text which does not come from
 * them shows. Returns the folder to start Electron on; the caller removes it.
 */
export async function buildPseudoConsole(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'patamar-pseudo-'));
  await mkdir(path.join(folder, 'out'));
  await cp(path.join(PROJECT_ROOT, 'package.json'), path.join(folder, 'package.json'));
  for (const part of ['main', 'preload']) {
    await symlink(path.join(PROJECT_ROOT, 'out', part), path.join(folder, 'out', part));
  }
  await build({
    configFile: false,
    root: path.join(PROJECT_ROOT, 'src/renderer'),
    logLevel: 'error',
    plugins: [react(), markedTexts()],
    worker: { format: 'es', plugins: () => [markedTexts()] },
    build: {
      outDir: path.join(folder, 'out/renderer'),
      target: 'chrome130',
      rolldownOptions: { input: path.join(PROJECT_ROOT, 'src/renderer/index.html') },
    },
  });
  return folder;
}

const CATALOGUE = /shared\/i18n\/messages\.(?:en|pt-br)\.ts$/u;
const EXPORTED = /export const (en|ptBr)\b/u;

function markedTexts(): Plugin {
  const [begin, end] = PSEUDO_MARKS;
  return {
    name: 'marked-texts',
    enforce: 'pre',
    async load(id) {
      if (!CATALOGUE.test(id)) return null;
      const source = await readFile(id, 'utf8');
      const name = EXPORTED.exec(source)?.[1];
      if (name === undefined) throw new Error(`${id} exports no catalogue that could be marked`);
      return `${source.replace(EXPORTED, 'const unmarked')}
export const ${name} = Object.fromEntries(
  Object.entries(unmarked).map(([key, text]) => [key, '${begin}' + text + '${end}']),
) as typeof unmarked;`;
    },
  };
}
