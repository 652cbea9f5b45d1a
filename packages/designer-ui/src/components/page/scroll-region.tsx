import { Box } from '@mantine/core';
import type { ReactNode } from 'react';

export interface ScrollRegionProps {
  label: string;
  className?: string | undefined;
  height?: number | string;
  /** `pre` for text with its own lines. */
  as?: 'div' | 'pre';
  children: ReactNode;
}

/** Something that scrolls by itself: it takes the focus, so that the arrow keys scroll it in every browser. */
export function ScrollRegion({ label, className, height, as = 'div', children }: ScrollRegionProps) {
  return (
    <Box
      component={as}
      role="group"
      aria-label={label}
      tabIndex={0}
      {...(className ? { className } : {})}
      {...(height === undefined ? {} : { style: { height } })}
    >
      {children}
    </Box>
  );
}
