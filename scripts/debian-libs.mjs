// Finds out which system packages a window, the tests or the server tests lack on this Linux machine, and as root on Debian
// and its kin installs those and no others. `node scripts/debian-libs.mjs` does it for everything.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { run, say, Stop, which } from './lib/command-line.mjs';
import { hasDisplay } from './lib/virtual-display.mjs';

// From ldd on Electron 33 and 45. The second name is the one since Debian 13 and Ubuntu 24.04 (64-bit time).
const LIBRARIES = {
  'libasound.so.2': ['libasound2', 'libasound2t64'],
  'libatk-1.0.so.0': ['libatk1.0-0', 'libatk1.0-0t64'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  'libatspi.so.0': ['libatspi2.0-0', 'libatspi2.0-0t64'],
  'libcairo.so.2': ['libcairo2'],
  'libcups.so.2': ['libcups2', 'libcups2t64'],
  'libdbus-1.so.3': ['libdbus-1-3'],
  'libdrm.so.2': ['libdrm2'],
  'libexpat.so.1': ['libexpat1'],
  'libgbm.so.1': ['libgbm1'],
  'libgio-2.0.so.0': ['libglib2.0-0', 'libglib2.0-0t64'],
  'libglib-2.0.so.0': ['libglib2.0-0', 'libglib2.0-0t64'],
  'libgobject-2.0.so.0': ['libglib2.0-0', 'libglib2.0-0t64'],
  'libgtk-3.so.0': ['libgtk-3-0', 'libgtk-3-0t64'],
  'libnspr4.so': ['libnspr4'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libpango-1.0.so.0': ['libpango-1.0-0'],
  'libsmime3.so': ['libnss3'],
  'libudev.so.1': ['libudev1'],
  'libX11.so.6': ['libx11-6'],
  'libxcb.so.1': ['libxcb1'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXext.so.6': ['libxext6'],
  'libXfixes.so.3': ['libxfixes3'],
  'libxkbcommon.so.0': ['libxkbcommon0'],
  'libXrandr.so.2': ['libxrandr2'],
};
// Loaded by name while the app runs, so ldd does not see them; without it there are no native alerts.
const OPENED_AT_RUN_TIME = { 'libnotify.so.4': ['libnotify4'] };

/**
 * Makes sure the system has what `needs` names: 'window' (with `executable`, the Electron to run), 'desktop-tests' (the
 * stand-in desktop on D-Bus, and a window manager) and 'postgresql' (Debian's server, for the server tests). Does nothing outside Linux.
 *
 * @throws Stop with the command to run when something is missing and cannot be installed from here.
 */
export function debianLibs(needs, executable) {
  if (process.platform !== 'linux') return;
  const missing = [
    ...(needs.includes('window') ? missingForWindow(executable) : []),
    ...(needs.includes('desktop-tests') ? missingForDesktopTests() : []),
    ...(needs.includes('postgresql') ? missingPostgresql() : []),
  ];
  if (missing.length > 0) install(missing);
}

function missingForWindow(executable) {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  const linked = [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
  const missing = linked.map((name) => ({ what: name, packages: LIBRARIES[name] ?? [] }));
  const known = libraryCache();
  for (const [name, packages] of Object.entries(OPENED_AT_RUN_TIME)) {
    if (known !== null && !known.includes(name)) missing.push({ what: name, packages });
  }
  if (!hasDisplay()) missing.push(...missingPrograms({ Xvfb: ['xvfb'], 'dbus-daemon': ['dbus-daemon', 'dbus'] }));
  return missing;
}

function libraryCache() {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => fs.existsSync(file));
  return ldconfig === undefined ? null : spawnSync(ldconfig, ['-p'], { encoding: 'utf8' }).stdout;
}

function missingForDesktopTests() {
  // The smallest window manager that minimises windows and says so by the rules that Chromium reads (EWMH).
  const missing = missingPrograms({ 'dbus-daemon': ['dbus-daemon', 'dbus'], blackbox: ['blackbox'] });
  for (const [module, name] of Object.entries({ dbus: 'python3-dbus', gi: 'python3-gi' })) {
    const { status } = spawnSync('/usr/bin/python3', ['-c', `import ${module}`], { stdio: 'ignore' });
    if (status !== 0) missing.push({ what: `Python's ${module}`, packages: [name] });
  }
  return missing;
}

function missingPostgresql() {
  const debian = '/usr/lib/postgresql';
  const isThere =
    which('postgres') !== null ||
    (fs.existsSync(debian) && fs.readdirSync(debian).some((v) => fs.existsSync(path.join(debian, v, 'bin/postgres'))));
  return isThere ? [] : [{ what: "PostgreSQL's server", packages: ['postgresql'] }];
}

function missingPrograms(programs) {
  return Object.entries(programs)
    .filter(([program]) => which(program) === null)
    .map(([program, packages]) => ({ what: program, packages }));
}

function install(missing) {
  const what = missing.map((entry) => entry.what).join(', ');
  if (which('apt-get') === null) {
    throw new Stop(`This machine lacks ${what}: install them with its package manager.`);
  }
  if (process.getuid() !== 0) {
    const names = unique(missing.map((entry) => pick(entry.packages) ?? entry.packages[0] ?? entry.what));
    throw new Stop(
      `This machine lacks ${what}. Run: sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`,
    );
  }
  say(`This machine lacks ${what}; installing them with apt.`);
  apt('update', '-qq');
  const names = missing.map((entry) => {
    const name = pick(entry.packages);
    if (name === null) throw new Stop(`No Debian package for ${entry.what} is known here: install it by hand.`);
    return name;
  });
  apt('install', '-y', '-qq', '--no-install-recommends', ...unique(names));
  say(`Installed ${unique(names).join(', ')}.`);
}

/** The first of some names that apt could install. */
function pick(packages) {
  return packages.find(isInstallable) ?? null;
}

function isInstallable(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  return /Candidate: (?!\(none\))/.test(stdout ?? '');
}

function unique(names) {
  return [...new Set(names)];
}

function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  const { status, stdout, stderr } = spawnSync('apt-get', args, {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return;
  // A list of some foreign repository may fail to renew; what matters is whether the packages can be had.
  if (args[0] === 'update') return;
  throw new Stop(`apt-get ${args.join(' ')} failed: ${(stderr || stdout).trim().split('\n').at(-1)}`);
}

if (import.meta.main) {
  await run(async () => {
    const { electronRuntime } = await import('./electron-runtime.mjs');
    debianLibs(['window', 'desktop-tests', 'postgresql'], (await electronRuntime()).executable);
    say('This machine has what a window and the tests need.');
  });
}
