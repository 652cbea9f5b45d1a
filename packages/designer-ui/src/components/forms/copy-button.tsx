import { ActionIcon, Tooltip } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { notifyError } from '../feedback/notify.tsx';

export interface CopyButtonProps {
  /** The text, made only when it is wanted. */
  text: () => string;
  label: string;
}

/** Copies a text and says so. */
export function CopyButton({ text, label }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const { start } = useTimeout(() => setCopied(false), 1800);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text());
      setCopied(true);
      start();
    } catch (error) {
      notifyError('The browser did not let it be copied', error);
    }
  };
  return (
    <Tooltip label={copied ? 'Copied' : label}>
      <ActionIcon aria-label={copied ? 'Copied' : label} onClick={() => void copy()}>
        {copied ? (
          <IconCheck size={16} color="var(--cd-success-solid)" aria-hidden />
        ) : (
          <IconCopy size={16} aria-hidden />
        )}
      </ActionIcon>
    </Tooltip>
  );
}
