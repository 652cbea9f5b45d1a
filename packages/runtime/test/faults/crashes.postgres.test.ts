import { describe } from 'vitest';
import { crashSuite } from './crash-suite.ts';
import { crashes } from './crashes.cases.ts';

describe('server killed, queue in PostgreSQL', () => {
  crashSuite(crashes, async () => ({}));
});
