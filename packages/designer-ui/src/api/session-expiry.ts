import { createStore } from 'zustand/vanilla';

interface SessionExpiry {
  expired: boolean;
}

export const sessionExpiryStore = createStore<SessionExpiry>(() => ({ expired: false }));

let signedIn = false;

/** Tells an expired session (somebody was signed in on this page) from a visitor who never was. */
export const sessionExpiry = {
  signedIn(): void {
    signedIn = true;
    sessionExpiryStore.setState({ expired: false });
  },
  signedOut(): void {
    signedIn = false;
    sessionExpiryStore.setState({ expired: false });
  },
  expire(): void {
    if (signedIn) sessionExpiryStore.setState({ expired: true });
  },
};
