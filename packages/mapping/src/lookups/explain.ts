import type { LookupDefinition, LookupEntry, LookupKeyCell, LookupKeyColumn } from '@crossdock/flow-schema';
import { isFields } from '../jsonata/values.ts';
import type { LookupQuestion } from './ask.ts';
import { anyone, indexed } from './cells.ts';
import { fitsKey, type LookupIndex } from './lookup-index.ts';

/** Why a row answers a question: one sentence for each part of its key, and for whom and when it counts. */
export function explainMatch(
  definition: LookupDefinition,
  row: LookupEntry,
  question: LookupQuestion,
): string[] {
  const why =
    question.reverse === true
      ? [`The value column holds ${JSON.stringify(question.key)}`]
      : definition.keys.map((column) =>
          cellInWords(column, row.keys[column.name], partOf(question.key, column.name)),
        );
  const partner = row.partner ?? anyone;
  return [
    ...why,
    partner === anyone
      ? 'The row is for all partners'
      : `The row is for partner ${partner}, which goes before all partners`,
    typeof row.environment === 'string'
      ? `The row is for ${row.environment}, which goes before all environments`
      : 'The row is for all environments',
    ...validityInWords(row),
  ];
}

const partOf = (key: unknown, name: string): unknown => (isFields(key) ? key[name] : key);

function cellInWords(column: LookupKeyColumn, cell: LookupKeyCell | undefined, asked: unknown): string {
  const name = column.title ?? column.name;
  const text = JSON.stringify(asked);
  if (typeof cell === 'object') {
    const from = cell.from === undefined ? 'any' : `from ${cell.from}`;
    const to = cell.to === undefined ? '' : ` to below ${cell.to}`;
    return `${name}: ${text} lies in ${from}${to}`;
  }
  const same = String(cell) === String(asked);
  if (column.match === 'wildcard' && !same) return `${name}: ${text} fits "${cell}"`;
  return same ? `${name}: ${text} is the same` : `${name}: ${text} counts as "${cell}"`;
}

function validityInWords({ validFrom, validTo }: LookupEntry): string[] {
  if (typeof validFrom !== 'string' && typeof validTo !== 'string') return [];
  const from = typeof validFrom === 'string' ? ` from ${validFrom}` : '';
  const to = typeof validTo === 'string' ? ` to ${validTo}` : '';
  return [`The row is valid${from}${to}`];
}

/** Rows named as "nearly" at the most. */
const mostNear = 3;

/** Why no row answers a question: which ones would, were it for another partner, environment or day. */
export function explainMiss(table: LookupIndex, question: LookupQuestion): string[] {
  const { definition } = table;
  if (question.reverse === true) return [`No row holds ${JSON.stringify(question.key)}`];
  const [only] = definition.keys;
  const fields = isFields(question.key) ? question.key : { [only?.name ?? '']: question.key };
  const key = table.comparableKey(fields);
  if (!key) {
    const lacking = definition.keys.filter(({ name }) => fields[name] === undefined || fields[name] === null);
    const names = (lacking.length > 0 ? lacking : definition.keys).map(({ title, name }) => title ?? name);
    return [
      lacking.length > 0 ? `The key has no ${names.join(', ')}` : `The key does not fit ${names.join(', ')}`,
    ];
  }
  const near = table.rows.filter((row, order) => fitsKey(indexed(definition, row, order), key));
  if (near.length === 0) return ['No row has this key'];
  return near.slice(0, mostNear).map((row) => whyNot(row, question));
}

function whyNot(row: LookupEntry, { environment, partner = anyone }: LookupQuestion): string {
  const [owner, place] = [row.partner ?? anyone, row.environment ?? anyone];
  if (place !== anyone && place !== environment) return `A row has this key, but is for ${place} only`;
  if (owner !== anyone && owner !== partner) return `A row has this key, but is for partner ${owner} only`;
  const [validity = 'at another time'] = validityInWords(row);
  return `A row has this key, but: ${validity.charAt(0).toLowerCase()}${validity.slice(1)}`;
}
