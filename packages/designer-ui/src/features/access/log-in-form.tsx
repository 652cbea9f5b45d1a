import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useLogIn } from '../../api/access.ts';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { useForm } from '../../components/forms/use-form.ts';
import { emailError } from './credentials.ts';

export interface LogInFormProps {
  onDone(): void;
  /** Whose session ended: fixed, so that unsaved work stays with its author. */
  email?: string;
}

/** E-mail and password; used by the page and by the dialog over an expired session. */
export function LogInForm({ onDone, email }: LogInFormProps) {
  const logIn = useLogIn();
  const form = useForm({
    initial: { email: email ?? '', password: '' },
    check: (values) => ({
      ...flag('email', emailError(values.email)),
      ...flag('password', values.password ? undefined : 'Enter your password.'),
    }),
    submit: async ({ email: address, password }) => {
      await logIn.mutateAsync({ email: address.trim(), password });
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit} noValidate>
      <Stack gap="sm">
        <FormFailure error={form.failure} />
        <TextInput
          {...form.text('email')}
          size="sm"
          label="E-mail"
          type="email"
          autoComplete="username"
          readOnly={email !== undefined}
          data-autofocus={email === undefined || undefined}
          autoFocus={email === undefined}
        />
        <PasswordInput
          {...form.text('password')}
          size="sm"
          label="Password"
          autoComplete="current-password"
          autoFocus={email !== undefined}
          data-autofocus={email !== undefined || undefined}
        />
        <Button type="submit" size="sm" mt="xs" loading={form.busy}>
          Log in
        </Button>
      </Stack>
    </form>
  );
}

function flag(name: string, message: string | undefined): Record<string, string> {
  return message ? { [name]: message } : {};
}
