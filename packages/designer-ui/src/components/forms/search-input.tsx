import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

export interface SearchInputProps {
  value: string | undefined;
  /** Called when typing pauses, with undefined for nothing. */
  onChange(value: string | undefined): void;
  /** Says what is searched; also the accessible name. */
  placeholder: string;
  width?: number | string;
}

/** A search field for lists. `/` goes to it from anywhere on the page, Esc clears it. */
export function SearchInput({ value, onChange, placeholder, width = 280 }: SearchInputProps) {
  const [typed, setTyped] = useState(value ?? '');
  const [shownValue, setShownValue] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const report = useDebouncedCallback((text: string) => onChange(text.trim() || undefined), 250);
  // The address changed by other means (back, a link): it wins over what stands in the field.
  if (value !== shownValue) {
    setShownValue(value);
    if ((value ?? '') !== typed.trim()) setTyped(value ?? '');
  }
  useSlashKey(input);
  const change = (text: string): void => {
    setTyped(text);
    report(text);
  };
  return (
    <TextInput
      ref={input}
      w={width}
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={
        typed ? <CloseButton size="xs" aria-label="Clear search" onClick={() => change('')} /> : null
      }
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && typed) change('');
      }}
    />
  );
}

function useSlashKey(input: { current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (
        target instanceof HTMLElement &&
        target.closest('input, textarea, select, [contenteditable], [role="dialog"]')
      )
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [input]);
}
