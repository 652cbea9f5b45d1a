import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { csrfToken } from '../../api/csrf.ts';
import { renderApp } from '../../testing/render.tsx';
import { LogInForm } from './log-in-form.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  csrfToken.set(undefined);
});

const session = {
  user: { id: 'u', name: 'Jana', email: 'jana@example.com', role: 'owner' },
  permissions: [],
  csrfToken: 'fresh',
};

function serverAnswering(status: number, body: unknown) {
  const fetching = vi.fn<typeof fetch>(async () => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal('fetch', fetching);
  return fetching;
}

const fill = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Log in' }));

it('asks for both before it sends anything, and takes a message back when its field is mended', () => {
  const fetching = serverAnswering(201, session);
  renderApp(<LogInForm onDone={() => undefined} />);
  send();
  expect(screen.getByText('Enter your e-mail address.')).toBeTruthy();
  expect(screen.getByText('Enter your password.')).toBeTruthy();
  fill('E-mail', 'jana@example.com');
  expect(screen.queryByText('Enter your e-mail address.')).toBeNull();
  expect(screen.getByText('Enter your password.')).toBeTruthy();
  expect(fetching).not.toHaveBeenCalled();
});

it('logs in, keeps the session’s token and goes on', async () => {
  const fetching = serverAnswering(201, session);
  const onDone = vi.fn<() => void>();
  renderApp(<LogInForm onDone={onDone} />);
  fill('E-mail', ' jana@example.com ');
  fill('Password', 'correct horse');
  send();
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(JSON.parse(fetching.mock.calls[0]?.[1]?.body as string)).toEqual({
    email: 'jana@example.com',
    password: 'correct horse',
  });
  expect(csrfToken.get()).toBe('fresh');
});

it('says above the form that the password is wrong and stays', async () => {
  const detail = 'E-mail or password is wrong.';
  serverAnswering(401, { type: 'about:blank', title: 'No', status: 401, code: 'wrong_credentials', detail });
  const onDone = vi.fn<() => void>();
  renderApp(<LogInForm onDone={onDone} />);
  fill('E-mail', 'jana@example.com');
  fill('Password', 'wrong');
  send();
  expect((await screen.findByRole('alert')).textContent).toContain(detail);
  expect(onDone).not.toHaveBeenCalled();
});

it('puts what the server says of a field at the field', async () => {
  serverAnswering(422, {
    type: 'about:blank',
    title: 'No',
    status: 422,
    code: 'invalid_fields',
    detail: 'Some fields are wrong.',
    errors: [{ path: 'body.email', message: 'is not an address' }],
  });
  renderApp(<LogInForm onDone={() => undefined} />);
  fill('E-mail', 'jana@example.com');
  fill('Password', 'x');
  send();
  expect(await screen.findByText('is not an address')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('keeps the person fixed when their session has ended', () => {
  renderApp(<LogInForm email="jana@example.com" onDone={() => undefined} />);
  expect(screen.getByLabelText<HTMLInputElement>('E-mail').readOnly).toBe(true);
});
