// The entry of the trial runtime (electron-runtime.mjs): does what Electron's own default app does for
// `electron [-r module] [switches] <app folder or file> [app's arguments]`.
// It has to be an ES module with a top-level await: Electron holds back 'ready' until the entry has been evaluated, so
// calls that must come before 'ready' (registerSchemesAsPrivileged, enableSandbox) still work in the app.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);
const start = parseArguments(process.argv.slice(1));
// Playwright's loader comes in this way.
for (const module of start.modules) require(path.resolve(module));

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
await import(pathToFileURL(adopt(path.resolve(start.file))).href);

function parseArguments(args) {
  const modules = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '-r' || args[i] === '--require') modules.push(args[++i]);
    else if (!args[i].startsWith('-')) return { modules, file: args[i] };
  }
  return { modules, file: '.' };
}

/** Gives Electron the name, version and folders of the app in `target`; returns the app's entry file. */
function adopt(target) {
  if (!fs.statSync(target).isDirectory()) return target;
  const manifest = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8'));
  app.setName(manifest.productName ?? manifest.name);
  if (manifest.version) app.setVersion(manifest.version);
  app.setAppPath(target);
  app.setPath('userData', path.join(app.getPath('appData'), app.getName()));
  if (process.platform === 'linux') app.setDesktopName(manifest.desktopName ?? `${manifest.name}.desktop`);
  return path.join(target, manifest.main ?? 'index.js');
}
