import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useSetup } from '../../api/access.ts';
import { FormFailure } from '../../components/forms/form-failure.tsx';
import { useForm } from '../../components/forms/use-form.ts';
import { AccessLayout } from './access-layout.tsx';
import { emailError, newPasswordError, passwordHint } from './credentials.ts';

/** The first page of a new installation: creates the owner and signs in. */
export function SetupPage({ onDone }: { onDone(): void }) {
  const setup = useSetup();
  const form = useForm({
    initial: { name: '', email: '', password: '' },
    check: ({ name, email, password }) => {
      const errors: { name?: string; email?: string; password?: string } = {};
      if (!name.trim()) errors.name = 'Enter your name.';
      const atEmail = emailError(email);
      if (atEmail) errors.email = atEmail;
      const atPassword = newPasswordError(password);
      if (atPassword) errors.password = atPassword;
      return errors;
    },
    submit: async ({ name, email, password }) => {
      await setup.mutateAsync({ name: name.trim(), email: email.trim(), password });
      onDone();
    },
  });
  return (
    <AccessLayout
      title="Set up Crossdock"
      description="You become the owner of this installation. Others can be added later."
      footer="Everything stays on this server."
    >
      <form onSubmit={form.onSubmit} noValidate>
        <Stack gap="sm">
          <FormFailure error={form.failure} />
          <TextInput {...form.text('name')} size="sm" label="Name" autoComplete="name" autoFocus />
          <TextInput
            {...form.text('email')}
            size="sm"
            label="E-mail"
            type="email"
            autoComplete="username"
            description="You log in with it; nothing is sent there."
          />
          <PasswordInput
            {...form.text('password')}
            size="sm"
            label="Password"
            autoComplete="new-password"
            description={passwordHint(form.values.password)}
          />
          <Button type="submit" size="sm" mt="xs" loading={form.busy}>
            Create owner and start
          </Button>
        </Stack>
      </form>
    </AccessLayout>
  );
}
