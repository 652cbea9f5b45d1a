import type { Connector } from '../../sdk/types.ts';
import { icon } from './icon.ts';
import { write } from './write.ts';

export const log: Connector = {
  id: 'log',
  name: 'Log',
  description: 'Writes to the log of the server.',
  icon,
  operations: [write],
};
