import type { Flow, FlowDefinition } from '@crossdock/flow-schema';
import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { sessionExpiry, sessionExpiryStore } from '../../api/session-expiry.ts';
import { renameFlow } from '../../model/commands/edit.ts';
import { flow } from '../../model/flow.fixture.ts';
import { saveDraft } from './save-draft.ts';
import { draftKeeper, readDraft } from './stored.ts';

const named = (name: string): FlowDefinition => renameFlow(flow('in:webhook'), name).definition;
const problem = (status: number) => Response.json({ title: 'No', status, code: 'no' }, { status });

/** A server with one flow; `faults` say what becomes of the answers to the next saves. */
function serverWith(...faults: ('lost' | number)[]) {
  const stored = { id: crypto.randomUUID(), definition: named('first'), revision: 1 };
  const answer = () => Response.json(stored);
  vi.stubGlobal('fetch', async (_address: string, { method, headers, body }: RequestInit) => {
    if (method !== 'PUT') return answer();
    const fault = faults.shift();
    if (typeof fault === 'number') return problem(fault);
    if (Number(new Headers(headers).get('if-match')) !== stored.revision) return problem(412);
    stored.definition = (JSON.parse(body as string) as Pick<Flow, 'definition'>).definition;
    stored.revision += 1;
    if (fault === 'lost') throw new TypeError('network error');
    return answer();
  });
  const cache = new QueryClient();
  const save = (name: string, revision: number) =>
    saveDraft({ flowId: stored.id, definition: named(name), revision }, cache);
  return { stored, save };
}

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionExpiry.signedOut();
});

it('goes on from its own save whose answer got lost', async () => {
  const { stored, save } = serverWith('lost');
  expect(await save('A', 1)).toEqual({ kind: 'offline' });
  expect(await save('A and more', 1)).toEqual({ kind: 'saved', revision: 3 });
  expect(stored.definition.name).toBe('A and more');
});

it('is done when the server has the very same', async () => {
  const { stored, save } = serverWith('lost');
  await save('A', 1);
  expect(await save('A', 1)).toEqual({ kind: 'saved', revision: 2 });
  expect(stored.revision).toBe(2);
});

it('leaves what somebody else has saved to be decided on', async () => {
  const { stored, save } = serverWith('lost');
  await save('A', 1);
  Object.assign(stored, { definition: named('Theirs'), revision: 3 });
  expect(await save('A and more', 1)).toEqual({ kind: 'conflict' });
  expect(stored.definition.name).toBe('Theirs');
});

it.each([429, 500, 503])('tries again later after status %s', async (status) => {
  expect(await serverWith(status).save('A', 1)).toEqual({ kind: 'offline' });
});

it('asks for the log-in when the session has ended', async () => {
  sessionExpiry.signedIn();
  expect(await serverWith(401).save('A', 1)).toEqual({ kind: 'offline' });
  expect(sessionExpiryStore.getState().expired).toBe(true);
});

it('says what is refused', async () => {
  expect(await serverWith(422).save('A', 1)).toMatchObject({ kind: 'refused' });
});

it('forgets the drafts of its own visit only', () => {
  const [one, other] = [draftKeeper('f'), draftKeeper('f')];
  const draft = (name: string, at: string) => ({ revision: 1, definition: named(name), at });
  one(draft('one', '2026-11-21T10:00:00.000Z'));
  other(draft('other', '2026-11-21T10:00:01.000Z'));
  one(undefined);
  expect(readDraft('f')?.definition.name).toBe('other');
  other(undefined);
  expect(readDraft('f')).toBeUndefined();
});
