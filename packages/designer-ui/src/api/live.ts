import type { StreamEvents } from '@crossdock/flow-schema';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { apiBase } from './api.ts';
import { openLiveStream, type LiveState } from './live-stream.ts';
import { createInvalidator } from './live-invalidation.ts';

const liveStore = createStore<{ state: LiveState }>(() => ({ state: 'connecting' }));

/** Whether what is on the screen is kept fresh right now. */
export const useLiveState = (): LiveState => useStore(liveStore, ({ state }) => state);

/** Keeps everything on the screen fresh from the server's event stream for as long as the caller is mounted. */
export function useLive(): void {
  const cache = useQueryClient();
  useEffect(() => connect(cache), [cache]);
}

function connect(cache: QueryClient): () => void {
  const invalidator = createInvalidator(cache);
  let lostBefore = false;
  const close = openLiveStream({
    url: `${apiBase}/stream`,
    onState(state) {
      liveStore.setState({ state });
      // Whatever happened while nobody listened is read again.
      if (state === 'open' && lostBefore) void cache.invalidateQueries();
      lostBefore ||= state === 'lost';
      if (state === 'open') lostBefore = false;
    },
    onEvent<Name extends keyof StreamEvents>(name: Name, event: StreamEvents[Name]) {
      invalidator.handle(name, event);
    },
  });
  return () => {
    close();
    invalidator.stop();
  };
}
