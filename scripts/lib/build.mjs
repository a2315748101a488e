import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, say, Stop } from './command-line.mjs';

const SOURCES = ['src/main', 'src/preload', 'src/renderer', 'src/shared', 'electron.vite.config.ts', 'package.json'];
const RESULTS = ['out/main/index.cjs', 'out/preload/index.cjs', 'out/renderer/index.html'];

/**
 * Builds the app when a source is newer than what was built last.
 *
 * @throws Stop with the bundler's words when it does not build.
 */
export function buildWhenNeeded() {
  if (!isStale()) return;
  say('Building the app.');
  const cli = path.join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Stop(`The app does not build:\n${stdout}${stderr}`);
}

function isStale() {
  const built = RESULTS.map((file) => modifiedAtMs(path.join(ROOT, file)));
  return newestAtMs(SOURCES.map((source) => path.join(ROOT, source))) > Math.min(...built);
}

function newestAtMs(files) {
  let newest = 0;
  for (const file of files) {
    const stat = fs.statSync(file);
    newest = Math.max(newest, stat.isDirectory() ? newestAtMs(inside(file)) : stat.mtimeMs);
  }
  return newest;
}

function inside(folder) {
  return fs.readdirSync(folder).map((name) => path.join(folder, name));
}

function modifiedAtMs(file) {
  return fs.existsSync(file) ? fs.statSync(file).mtimeMs : 0;
}
