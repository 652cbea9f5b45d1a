import { EventEmitter } from 'node:events';
import type { StreamEvents } from '@crossdock/flow-schema';
import type { LiveEvents } from '../api/stream.ts';
import type { Listener } from '../store/listener.ts';

type Subscriber = Parameters<LiveEvents['subscribe']>[0];

export interface LiveHub extends LiveEvents {
  /** Tells everybody who looks on at this process. */
  tell<Name extends keyof StreamEvents>(name: Name, data: StreamEvents[Name]): void;
}

/** Gathers what other processes announce over the database, and what this one says itself. */
export function liveHub(listener: Listener): LiveHub {
  const emitter = new EventEmitter().setMaxListeners(0);
  const tell: LiveHub['tell'] = (name, data) => void emitter.emit('event', name, data);
  // Announced by our own statements: the payloads have these shapes.
  listener.on('crossdock_run', (payload) => tell('run', JSON.parse(payload) as StreamEvents['run']));
  listener.on('crossdock_exception', (payload) =>
    tell('exception', JSON.parse(payload) as StreamEvents['exception']),
  );
  return {
    tell,
    subscribe(subscriber: Subscriber) {
      emitter.on('event', subscriber);
      return () => void emitter.off('event', subscriber);
    },
  };
}
