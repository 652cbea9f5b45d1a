import { http } from './connectors/http/http.ts';
import { inbound } from './connectors/inbound/inbound.ts';
import { log } from './connectors/log/log.ts';
import type { Connector } from './sdk/types.ts';

/** Every connector by its id: the one list to add a connector to. */
export const connectors: Record<string, Connector> = { http, log, inbound };
