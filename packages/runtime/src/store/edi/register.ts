import type pg from 'pg';
import type { EdiRegister } from '../../engine/ports.ts';
import { recordAnswers } from './answers.ts';
import { assignNumbers } from './assign.ts';
import { recordReceived } from './receive.ts';

/** The register of EDI interchanges in PostgreSQL. */
export function ediRegister(pool: pg.Pool): EdiRegister {
  return {
    async assign(step, interchanges, dueInMs) {
      const numbers = [];
      for (const [index, interchange] of interchanges.entries()) {
        numbers.push(await assignNumbers(pool, step, { index, interchange, dueInMs }));
      }
      return numbers;
    },
    async receive(step, interchanges) {
      const received = [];
      for (const [index, interchange] of interchanges.entries()) {
        received.push(await recordReceived(pool, step, { index, interchange }));
      }
      return received;
    },
    acknowledge: (environment, acknowledgements) => recordAnswers(pool, environment, acknowledgements),
  };
}
