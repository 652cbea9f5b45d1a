import type { Step } from '@crossdock/flow-schema';
import { describe, expect, it } from 'vitest';
import { flow } from './flow.fixture.ts';
import { overlayOf } from './overlay.ts';

const definition = flow(
  'in:webhook size:switch a:connector b:connector oops:fail n:note',
  'in>size size.yes>a size.otherwise>b a.error>oops',
);

const step = (nodeId: string, rest: Partial<Step> = {}): Step => ({
  nodeId,
  path: '',
  attempt: 1,
  status: 'succeeded',
  startedAt: '2026-01-01T00:00:00Z',
  durationMs: 10,
  ports: ['out'],
  effect: 'pure',
  ...rest,
});

const error = { class: 'technical-transient', code: 'timeout', message: 'No answer' } as const;
const states = (overlay: ReturnType<typeof overlayOf>) =>
  Object.fromEntries([...overlay.nodes].map(([id, { state }]) => [id, state]));

describe('a run over its definition', () => {
  it('shows what was taken and what was not', () => {
    const overlay = overlayOf(definition, [step('size', { ports: ['yes'] }), step('a')], 'succeeded');
    expect(states(overlay)).toEqual({
      in: 'succeeded',
      size: 'succeeded',
      a: 'succeeded',
      b: 'skipped',
      oops: 'skipped',
    });
    expect([...overlay.taken]).toEqual(['e1', 'e2']);
  });

  it('waits between attempts, counts them and adds up their time', () => {
    const attempts = [
      step('a', { status: 'failed', error, ports: [], retryAt: 'later' }),
      step('a', { attempt: 2, status: 'failed', error, ports: [], retryAt: 'still later' }),
    ];
    const overlay = overlayOf(definition, [step('size', { ports: ['yes'] }), ...attempts], 'waiting');
    expect(overlay.nodes.get('a')).toEqual({
      state: 'retrying',
      attempts: 2,
      count: 1,
      durationMs: 20,
      error,
      retryAt: 'still later',
    });
    expect(overlay.nodes.get('b')?.state).toBe('queued');
  });

  it('goes along the error edge of a step that failed for good', () => {
    const steps = [
      step('size', { ports: ['yes'] }),
      step('a', { status: 'failed', error, ports: [] }),
      step('oops', { status: 'failed', error, ports: [] }),
    ];
    const overlay = overlayOf(definition, steps, 'failed');
    expect(states(overlay)).toMatchObject({ a: 'failed', oops: 'failed' });
    expect(overlay.taken.has('e4')).toBe(true);
  });

  it('counts the items of a loop, failed if one of them did', () => {
    const steps = [step('a', { path: 'lines[0]' }), step('a', { path: 'lines[1]', status: 'failed', error })];
    expect(overlayOf(definition, steps, 'failed').nodes.get('a')).toMatchObject({
      state: 'failed',
      count: 2,
      attempts: 2,
    });
  });

  it('is running while a step runs', () => {
    const steps = [step('size', { status: 'running', durationMs: null, ports: [] })];
    expect(overlayOf(definition, steps, 'running').nodes.get('size')).toMatchObject({
      state: 'running',
      durationMs: undefined,
    });
  });
});
