import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { EVENT_CHANNELS, INVOKE_CHANNELS, LISTENING_CHANNEL, type PatamarBridge } from '../shared/ipc/channel-names.ts';

const invokable = new Set<string>(INVOKE_CHANNELS);
const audible = new Set<string>(EVENT_CHANNELS);

function tellMain(channel: string): void {
  ipcRenderer.send(LISTENING_CHANNEL, { channel, isListening: ipcRenderer.listenerCount(channel) > 0 });
}

const bridge: PatamarBridge = {
  async invoke(channel, args) {
    if (!invokable.has(channel)) throw new Error(`unknown channel: ${channel}`);
    return ipcRenderer.invoke(channel, args);
  },
  on(channel, listener) {
    if (!audible.has(channel)) throw new Error(`unknown channel: ${channel}`);
    // The event object carries the sender; the page gets only the payload.
    const relay = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
    ipcRenderer.on(channel, relay);
    tellMain(channel);
    return () => {
      ipcRenderer.off(channel, relay);
      tellMain(channel);
    };
  },
};

contextBridge.exposeInMainWorld('patamar', bridge);
