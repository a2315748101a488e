// Loaded into main before the app: minimises its window on SIGUSR2, as its button does, and says what came of it. A window
// is minimised when the window manager has done it, and never without one.
const { app } = require('electron');

app.on('browser-window-created', (_event, window) => {
  process.on('SIGUSR2', () => window.minimize());
  window.on('minimize', () => process.stderr.write(`window minimised: ${window.isMinimized()}\n`));
});
