const key = 'service-audit.transport';

// The token comes once, in the fragment of the first address, and is taken out of it at once.
const match = /^#token=([\w-]+)/.exec(window.location.hash);
if (match?.[1]) {
  sessionStorage.setItem(key, match[1]);
  window.history.replaceState(null, '', `${window.location.pathname}#/`);
}

/** The bearer token of the loopback backend; empty in Electron, which has no network. */
export const transportToken = (): string => sessionStorage.getItem(key) ?? '';
