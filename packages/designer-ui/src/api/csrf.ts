let current: string | undefined;

/** The session's token against forged requests. Kept in memory only: a reload reads the session again. */
export const csrfToken = {
  get: (): string | undefined => current,
  set: (token: string | undefined): void => {
    current = token;
  },
};
