import type { StreamEvents } from '@crossdock/flow-schema';

export type LiveState = 'connecting' | 'open' | 'lost';

export interface LiveStreamOptions {
  url: string;
  onState(state: LiveState): void;
  onEvent<Name extends keyof StreamEvents>(name: Name, event: StreamEvents[Name]): void;
}

const eventNames = ['run', 'step', 'exception', 'stats'] as const satisfies (keyof StreamEvents)[];

/** Wait before opening again what the browser itself has given up (a refusal, or a proxy's error page). */
const reopenAfterMs = 4000;

/**
 * Listens to the server's events until the returned function is called. The browser reconnects by itself
 * after a broken connection; after a refused one it doesn't, so that is done here.
 */
export function openLiveStream(options: LiveStreamOptions): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const open = (): void => {
    const current = new EventSource(options.url);
    source = current;
    current.onopen = () => options.onState('open');
    current.onerror = () => {
      options.onState('lost');
      if (current.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenAfterMs);
    };
    for (const name of eventNames) {
      current.addEventListener(name, ({ data }: MessageEvent<string>) =>
        options.onEvent(name, JSON.parse(data)),
      );
    }
  };

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}
