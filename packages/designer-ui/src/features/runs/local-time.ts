/** An ISO moment as the value of a `datetime-local` field, in the viewer's time zone; empty for none. */
export function toLocalInput(iso: string | undefined): string {
  if (!iso) return '';
  const moment = new Date(iso);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The ISO moment of a `datetime-local` field; undefined when it is empty. */
export function fromLocalInput(value: string): string | undefined {
  return value ? new Date(value).toISOString() : undefined;
}
