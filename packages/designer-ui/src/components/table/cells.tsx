import { Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Two lines in a cell: what it is, and a dimmed line below. */
export function TwoLines({ first, second }: { first: ReactNode; second?: ReactNode }) {
  return (
    <div style={{ minWidth: 0 }}>
      {first}
      {second ? (
        <Text size="xs" c="dimmed" truncate component="div" fz="0.75rem">
          {second}
        </Text>
      ) : null}
    </div>
  );
}
