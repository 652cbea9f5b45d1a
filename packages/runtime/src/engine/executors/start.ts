import { mainPort } from '@crossdock/flow-schema';
import type { Executor } from './executor.ts';

/** Triggers of all sorts hand on the message that started the run. */
export const start: Executor = ({ run }) => Promise.resolve({ ports: [mainPort], output: run.trigger });
