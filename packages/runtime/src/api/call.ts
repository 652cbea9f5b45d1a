import type { BodyOf, Endpoints, OperationId, ParamsOf, QueryOf, ResponseOf } from '@crossdock/flow-schema';
import type { Principal } from '../access/principal.ts';

/** What a handler may know of the request besides its parsed parts. */
export interface RequestInfo {
  /** A header's value; names in any case. */
  header(name: string): string | undefined;
  /** Address of the caller. */
  ip: string;
  /** Whether it came over https. */
  secure: boolean;
  /** Id of the request in the log. */
  id: string;
  /** Aborted when the caller goes away. */
  signal: AbortSignal;
}

/** Headers that a handler adds to its answer. */
export interface ReplyHeaders {
  set(name: string, value: string): void;
}

/** One checked request: parameters, query and body have the shapes of the contract. */
export interface Call<Id extends OperationId> {
  params: ParamsOf<Id>;
  query: QueryOf<Id>;
  body: BodyOf<Id>;
  /** Who asks. On public endpoints nobody may be signed in. */
  principal: Endpoints[Id]['permission'] extends 'public' ? Principal | undefined : Principal;
  request: RequestInfo;
  reply: ReplyHeaders;
}

/** Carries out one operation; gives the body of the answer. */
export type Handler<Id extends OperationId> = (
  call: Call<Id>,
) => Promise<ResponseOf<Id> | Empty<Id>> | ResponseOf<Id> | Empty<Id>;

type Empty<Id extends OperationId> = undefined extends ResponseOf<Id> ? void : never;

export type Handlers = { [Id in OperationId]: Handler<Id> };

/** Handlers of some operations: what one file of routes gives. */
export type HandlersOf<Id extends OperationId> = Pick<Handlers, Id>;
