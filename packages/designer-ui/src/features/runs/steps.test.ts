import type { FlowDefinition, Run, Step } from '@crossdock/flow-schema';
import { describe, expect, it } from 'vitest';
import { stepRows, tellingRow, triggerKey, triggerNodeOf } from './step-rows.ts';
import { barOf, placeOf, scaleOf } from './time-scale.ts';

const start = Date.parse('2026-11-21T12:00:00.000Z');
const step = (nodeId: string, at: number, durationMs: number | null, more: Partial<Step> = {}): Step => ({
  nodeId,
  path: '',
  attempt: 1,
  status: durationMs === null ? 'running' : 'succeeded',
  startedAt: new Date(start + at).toISOString(),
  durationMs,
  ports: ['out'],
  effect: 'pure',
  ...more,
});
const run = { createdAt: new Date(start).toISOString(), startedAt: null } as Run;

const position = { x: 0, y: 0 };
const definition: FlowDefinition = {
  formatVersion: 1,
  name: 'Intake',
  nodes: [
    { id: 'in', type: 'webhook', name: 'PO webhook', position, config: {} },
    { id: 'map', type: 'map', name: 'To order', position, config: {} },
  ],
  edges: [],
};

describe('rows of the steps', () => {
  const failed = step('book', 20, 5, { status: 'failed' });
  const again = step('book', 500, 5, { attempt: 2 });

  it('puts steps that began in one millisecond in the order of the flow', () => {
    const nodes = ['in', 'b', 'c', 'a'].map((id) => ({
      id,
      type: id === 'in' ? 'webhook' : 'map',
      name: id,
      position,
      config: {},
    }));
    const edges = [
      { id: 'e1', source: 'in', target: 'b' },
      { id: 'e2', source: 'b', target: 'c' },
      { id: 'e3', source: 'c', target: 'a' },
    ];
    const rows = stepRows([step('a', 7, 1), step('b', 7, 0), step('c', 7, 0)], {
      ...definition,
      nodes,
      edges,
    });
    expect(rows.map(({ nodeId }) => nodeId)).toEqual(['b', 'c', 'a']);
  });

  it('puts the attempts at a node together, in the order of time', () => {
    const rows = stepRows([again, step('map', 10, 2), failed], definition);
    expect(rows.map(({ key, name, attempts }) => [key, name, attempts.length])).toEqual([
      ['map', 'To order', 1],
      ['book', 'book', 2],
    ]);
    expect(rows[1]?.last).toBe(again);
  });

  it('keeps the items of a loop apart', () => {
    const rows = stepRows(
      [step('map', 1, 1, { path: 'lines[0]' }), step('map', 2, 1, { path: 'lines[1]' })],
      definition,
    );
    expect(rows.map(({ key }) => key)).toEqual(['map@lines[0]', 'map@lines[1]']);
  });

  it('shows first where it failed, else where it is, else what came last', () => {
    const first = step('map', 1, 1);
    const tell = (...steps: Step[]) => tellingRow(stepRows(steps, definition));
    expect(tell(first, failed, step('end', 30, 1))).toBe('book');
    expect(tell(failed, again, step('end', 600, null))).toBe('end');
    expect(tell(failed, again, step('end', 600, 1))).toBe('end');
    expect(tell()).toBe(triggerKey);
  });

  it('finds the trigger by its kind', () => {
    expect(triggerNodeOf(definition)?.id).toBe('in');
    expect(triggerNodeOf(undefined)).toBeUndefined();
  });
});

describe('time scale of the waterfall', () => {
  it('draws steps in proportion when nothing waits', () => {
    const scale = scaleOf(run, [step('a', 0, 50), step('b', 50, 50)], start + 100);
    expect(scale.shortened).toBe(false);
    expect(barOf(step('b', 50, 50), scale, start)).toEqual({ left: 50, width: 50 });
  });

  it('cuts days of waiting short, so that the steps around can be told apart', () => {
    const [first, second] = [step('a', 0, 50), step('b', 3 * 86_400_000, 50)];
    const scale = scaleOf(run, [first, second], start);
    expect(scale.shortened).toBe(true);
    const bars = [first, second].map((each) => barOf(each, scale, start));
    expect(bars[0]).toEqual({ left: 0, width: 40 });
    expect(bars[1]?.left).toBeCloseTo(60);
  });

  it('counts a step that runs up to now', () => {
    const running = step('a', 0, null);
    const scale = scaleOf(run, [running], start + 400);
    expect(barOf(running, scale, start + 400)).toEqual({ left: 0, width: 100 });
  });

  it('keeps every bar inside of the track and wide enough to be seen', () => {
    const steps = [step('a', 0, 0), step('b', 10, 10_000), step('c', 5000, 1), step('d', 50_000, 0)];
    const scale = scaleOf(run, steps, start);
    for (const { left, width } of steps.map((each) => barOf(each, scale, start))) {
      expect(width).toBeGreaterThan(1);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + width).toBeLessThanOrEqual(100.001);
    }
  });

  it('has a place for moments before and behind everything, and without steps', () => {
    const scale = scaleOf(run, [step('a', 0, 50)], start);
    expect([placeOf(scale, start - 1000), placeOf(scale, start + 9999)]).toEqual([0, 1]);
    expect(scaleOf(run, [], start).length).toBe(1);
  });
});
