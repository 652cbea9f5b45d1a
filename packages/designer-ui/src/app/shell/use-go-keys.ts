import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { pages } from './pages.ts';

/** Time within which the second key must follow, in ms. */
const patienceMs = 1200;

/** `g` and then a letter goes to a page, wherever no text is being typed. */
export function useGoKeys(): void {
  const navigate = useNavigate();
  useEffect(() => {
    let armedAt = -Infinity;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (event.key === 'g') {
        armedAt = event.timeStamp;
        return;
      }
      const page = pages.find(({ key }) => key === event.key);
      if (page && event.timeStamp - armedAt < patienceMs) {
        event.preventDefault();
        void navigate({ to: page.to });
      }
      armedAt = -Infinity;
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], .react-flow') !== null
  );
}
