/** Shortest password that the server takes for a new account. */
export const minPasswordLength = 12;

const emailShape = /^[^\s@]+@[^\s@]+$/;

export function emailError(email: string): string | undefined {
  if (!email.trim()) return 'Enter your e-mail address.';
  return emailShape.test(email.trim()) ? undefined : 'This doesn’t look like an e-mail address.';
}

export function newPasswordError(password: string): string | undefined {
  if (!password) return 'Choose a password.';
  return password.length < minPasswordLength ? `At least ${minPasswordLength} characters.` : undefined;
}

/** What stands below the password while it is typed. */
export function passwordHint(password: string): string {
  const missing = minPasswordLength - password.length;
  if (!password) return `${minPasswordLength} characters or more. A short sentence is easy to remember.`;
  return missing > 0 ? `${missing} more to go.` : 'Long enough.';
}

/** Where to go after logging in: only an address of this app, whatever the link said. */
export function safeRedirect(target: string | undefined): string {
  if (!target || !target.startsWith('/') || target.startsWith('//') || target.includes('\\')) return '/';
  return target.startsWith('/login') || target.startsWith('/setup') ? '/' : target;
}
