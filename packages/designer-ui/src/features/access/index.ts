export { safeRedirect } from './credentials.ts';
export { LogInPage } from './log-in-page.tsx';
export { SessionExpiredDialog } from './session-expired-dialog.tsx';
export { SetupPage } from './setup-page.tsx';
