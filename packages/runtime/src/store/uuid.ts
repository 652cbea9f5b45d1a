const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text can be asked for in a uuid column; PostgreSQL refuses any other with an error. */
export const isUuid = (text: string): boolean => pattern.test(text);
