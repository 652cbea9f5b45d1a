import type { BusinessKey } from '@crossdock/flow-schema';
import { titleOf } from './words.ts';
import classes from './domain.module.css';

export interface BusinessKeysProps {
  keys: readonly BusinessKey[];
  /** Keys shown before "+2"; all when left out. */
  max?: number;
}

/** The orders, invoices and so on that a run is about. */
export function BusinessKeys({ keys, max = keys.length }: BusinessKeysProps) {
  if (keys.length === 0) return null;
  const hidden = keys.slice(max);
  return (
    <span className={classes.keys}>
      {keys.slice(0, max).map(({ type, value }) => (
        <span key={`${type}:${value}`} className={classes.key} title={`${titleOf(type)} ${value}`}>
          <span className={classes.keyType}>{titleOf(type)}</span>
          <span className={classes.keyValue}>{value}</span>
        </span>
      ))}
      {hidden.length > 0 ? (
        <span
          className={classes.keyType}
          title={hidden.map(({ type, value }) => `${titleOf(type)} ${value}`).join('\n')}
        >
          +{hidden.length}
        </span>
      ) : null}
    </span>
  );
}
