import { contextBridge, ipcRenderer } from 'electron';
import { type BackendState, backendPortMessage, type ShellBridge } from '#shared/kernel/shell-bridge.ts';

/** Set by esbuild-style replacement at build time: the version in package.json. */
declare const __APP_VERSION__: string;

// The port can't go through contextBridge; a window message to our own origin is the way Electron documents.
ipcRenderer.on('backend-port', (event) =>
  window.postMessage({ type: backendPortMessage }, window.location.origin, event.ports),
);

const bridge: ShellBridge = {
  requestPort: () => ipcRenderer.send('shell:request-port'),
  onBackendState: (listener) => {
    const forward = (_event: unknown, state: BackendState) => listener(state);
    ipcRenderer.on('backend-state', forward);
    return () => void ipcRenderer.off('backend-state', forward);
  },
  saveFile: (name, bytes) => ipcRenderer.invoke('shell:save-file', name, bytes),
  openSaved: (savedId) => ipcRenderer.invoke('shell:open-saved', savedId),
  revealSaved: (savedId) => ipcRenderer.invoke('shell:reveal-saved', savedId),
  print: (html) => ipcRenderer.invoke('shell:print', html),
  openFolder: (folder) => ipcRenderer.invoke('shell:open-folder', folder),
  setTheme: (theme) => ipcRenderer.send('shell:set-theme', theme),
  version: __APP_VERSION__,
  platform: process.platform,
};

contextBridge.exposeInMainWorld('serviceAuditShell', bridge);
