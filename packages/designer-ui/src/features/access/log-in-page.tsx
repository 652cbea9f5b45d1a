import { AccessLayout } from './access-layout.tsx';
import { LogInForm } from './log-in-form.tsx';

/** `onDone` goes on to where the person wanted to be. */
export function LogInPage({ onDone }: { onDone(): void }) {
  return (
    <AccessLayout
      title="Log in"
      description="Welcome back."
      footer="Forgotten your password? Ask the owner of this installation."
    >
      <LogInForm onDone={onDone} />
    </AccessLayout>
  );
}
