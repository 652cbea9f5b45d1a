import type { KeyboardEvent, MouseEvent } from 'react';

const rowLink = '[data-row-link]';
const interactive = 'a, button, input, label, select, textarea, [role="menuitem"], [role="menu"]';

/** A click on a row outside of its links and buttons opens the row, unless text has been marked with it. */
export function onRowClick(event: MouseEvent<HTMLTableRowElement>): void {
  const { target, currentTarget } = event;
  // Menus of a row hang in a portal: their clicks bubble through React, not through the document.
  if (!(target instanceof Element) || !currentTarget.contains(target) || target.closest(interactive)) return;
  if (window.getSelection()?.toString()) return;
  const link = currentTarget.querySelector<HTMLElement>(rowLink);
  const newTab = event.ctrlKey || event.metaKey;
  if (newTab && link instanceof HTMLAnchorElement) window.open(link.href, '_blank', 'noopener');
  else link?.click();
}

/** Arrow keys, Home and End go from row to row; Space ticks. */
export function onTableKeyDown(
  event: KeyboardEvent<HTMLTableSectionElement>,
  toggle: ((id: string) => void) | undefined,
): void {
  const { target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !target.matches(`${rowLink}, input[type="checkbox"]`)) return;
  const row = target.closest<HTMLElement>('[data-row-id]');
  if (event.key === ' ' && toggle && target.matches(rowLink) && row?.dataset.rowId) {
    event.preventDefault();
    toggle(row.dataset.rowId);
    return;
  }
  const links = [...currentTarget.querySelectorAll<HTMLElement>(rowLink)];
  const current = links.findIndex((link) => row?.contains(link));
  const next = links[nextIndex(event.key, current, links.length)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Index of the row to go to, -1 when the key isn't for that. */
export function nextIndex(key: string, current: number, size: number): number {
  if (key === 'ArrowDown') return Math.min(current + 1, size - 1);
  if (key === 'ArrowUp') return Math.max(current - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return size - 1;
  return -1;
}
