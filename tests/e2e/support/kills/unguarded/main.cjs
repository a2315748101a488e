// Runs the built main process without the guards that PATAMAR_WITHOUT names: `repair` of torn logs before the first window,
// and the `journal` of unsent work with the generation of the database. Only for the kill rounds.
const fs = require('node:fs');
const path = require('node:path');
const { ipcMain } = require('electron');

const without = new Set((process.env.PATAMAR_WITHOUT ?? '').split(','));

if (without.has('repair')) {
  // What main would cut off stays.
  fs.ftruncateSync = () => undefined;
}

if (without.has('journal')) {
  const answers = { 'journal:read': { clients: [] }, 'journal:generation': { generation: null } };
  const handle = ipcMain.handle.bind(ipcMain);
  ipcMain.handle = (channel, listener) =>
    handle(channel, channel.startsWith('journal:') ? () => answers[channel] : listener);
}

require(path.join(__dirname, '../../../../../out/main/index.cjs'));
