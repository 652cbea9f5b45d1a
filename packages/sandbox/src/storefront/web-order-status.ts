import { webOrderStatuses, type WebOrder, type WebOrderStatus } from '../company/model.ts';
import { Input } from '../http/input.ts';
import { Problem } from '../http/problem.ts';

/** What may follow; a repeated status is allowed, because whoever reports it may have lost our answer. */
const followers: Record<WebOrderStatus, readonly WebOrderStatus[]> = {
  placed: ['placed', 'accepted', 'on-hold', 'cancelled'],
  accepted: ['accepted', 'on-hold', 'shipped', 'cancelled'],
  'on-hold': ['on-hold', 'accepted', 'cancelled'],
  shipped: ['shipped', 'delivered'],
  delivered: ['delivered'],
  cancelled: ['cancelled'],
};

export function currentStatus({ history }: WebOrder): WebOrderStatus {
  return history.at(-1)?.status ?? 'placed';
}

/**
 * The web order after a status report `{ status, note?, trackingNumber? }`; changes nothing.
 * @throws Problem 400 for a malformed report, 409 when the status cannot follow
 */
export function reportStatus(order: WebOrder, body: unknown): WebOrder {
  const input = Input.of(body);
  const status = input.choice('status', webOrderStatuses);
  const note = input.optionalText('note');
  const trackingNumber = input.optionalText('trackingNumber');
  input.check();
  const current = currentStatus(order);
  if (!followers[current].includes(status)) {
    const detail = `Web order ${order.id} is ${current} and cannot become ${status}`;
    throw new Problem(409, 'status_conflict', detail, { extensions: { current, requested: status } });
  }
  const change = { status, at: new Date().toISOString(), ...(note === undefined ? {} : { note }) };
  return {
    ...order,
    ...(trackingNumber === undefined ? {} : { trackingNumber }),
    history: status === current ? order.history : [...order.history, change],
  };
}
