import type { BusinessKey } from '@crossdock/flow-schema';
import { titleOf } from './words.ts';
import classes from './domain.module.css';

export interface BusinessKeysProps {
  keys: readonly BusinessKey[];
  /** Keys shown before "+2"; all when left out. */
  max?: number;
  /** For rows of a list: what doesn't fit on one line is left out. */
  oneLine?: boolean;
}

/** The orders, invoices and so on that a run is about. */
export function BusinessKeys({ keys, max = keys.length, oneLine = false }: BusinessKeysProps) {
  if (keys.length === 0) return null;
  const hidden = keys.slice(max);
  return (
    <span
      className={classes.keys}
      data-one-line={oneLine || undefined}
      title={oneLine ? keysText(keys) : undefined}
    >
      {keys.slice(0, max).map(({ type, value }) => (
        <span key={`${type}:${value}`} className={classes.key} title={`${titleOf(type)} ${value}`}>
          <span className={classes.keyType}>{titleOf(type)}</span>
          <span className={classes.keyValue}>{value}</span>
        </span>
      ))}
      {hidden.length > 0 ? (
        <span className={classes.keyType} title={keysText(hidden)}>
          +{hidden.length}
        </span>
      ) : null}
    </span>
  );
}

function keysText(keys: readonly BusinessKey[]): string {
  return keys.map(({ type, value }) => `${titleOf(type)} ${value}`).join('\n');
}
