import { milestoneNames, type Milestone, type MilestoneName, type Shipment } from '../company/model.ts';
import { Input } from '../http/input.ts';

const nextMilestone: Record<MilestoneName, MilestoneName> = {
  tendered: 'picked_up',
  picked_up: 'in_transit',
  in_transit: 'out_for_delivery',
  out_for_delivery: 'delivered',
  delivered: 'delivered',
  exception: 'in_transit',
};

/** Where a shipment stands: what happened last, not what was reported last, since reports come out of order. */
export function latestMilestone({ milestones }: Shipment): MilestoneName {
  const latest = milestones.reduce<Milestone | undefined>(
    (last, candidate) =>
      last === undefined || Date.parse(candidate.occurredAt) >= Date.parse(last.occurredAt)
        ? candidate
        : last,
    undefined,
  );
  return latest?.milestone ?? 'tendered';
}

/**
 * Reads a milestone report; without a name it is the one that follows, without a time it happened now.
 * @throws Problem 400 naming every field at fault
 */
export function readMilestone(shipment: Shipment, body: unknown): Milestone {
  const input = Input.of(body);
  const location = input.optionalText('location');
  const note = input.optionalText('note');
  const milestone: Milestone = {
    milestone: input.has('milestone')
      ? input.choice('milestone', milestoneNames)
      : nextMilestone[latestMilestone(shipment)],
    occurredAt: input.optionalDate('occurredAt') ?? new Date().toISOString(),
    ...(location === undefined ? {} : { location }),
    ...(note === undefined ? {} : { note }),
  };
  input.check();
  return milestone;
}
