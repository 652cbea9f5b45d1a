import type { ExecutableType } from '@crossdock/flow-schema';
import { acknowledge } from './acknowledge.ts';
import { connector } from './connector.ts';
import type { Executor } from './executor.ts';
import { fail } from './fail.ts';
import { filter } from './filter.ts';
import { lookup } from './lookup.ts';
import { map } from './map.ts';
import { milestone } from './milestone.ts';
import { parse } from './parse.ts';
import { respond } from './respond.ts';
import { serialize } from './serialize.ts';
import { start } from './start.ts';
import { switchExecutor } from './switch.ts';
import { validate } from './validate.ts';

/** One executor per node type; `node-kinds.ts` has the kind of each. */
export const executors: Readonly<Record<ExecutableType, Executor>> = {
  webhook: start,
  schedule: start,
  manual: start,
  parse,
  map,
  serialize,
  acknowledge,
  lookup,
  validate,
  connector,
  switch: switchExecutor,
  filter,
  respond,
  fail,
  milestone,
};
