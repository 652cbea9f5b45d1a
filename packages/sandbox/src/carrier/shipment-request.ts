import type { Thousandths } from '../company/decimal.ts';
import type { Address, Milestone, Shipment } from '../company/model.ts';
import { quantityRule } from '../http/field-rules.ts';
import { Input, readAddress } from '../http/input.ts';
import { Problem } from '../http/problem.ts';
import { rateLane, serviceCodes, type Lane } from './rates.ts';

const firstShipmentNumber = 300_001;
const maxParcels = 200;

interface Freight {
  shipTo: Address;
  lane: Lane;
  parcels: number;
}

/** Reads where the goods go and what they weigh; `postalCode` is needed, the country defaults to US. */
function readFreight(input: Input): Freight {
  const shipTo = input.object('shipTo');
  const address = readAddress(shipTo);
  const parcels = input.objects('parcels', { min: 1, max: maxParcels });
  const weight = parcels.reduce((sum, parcel) => sum + parcel.decimal('weightKg', quantityRule), 0);
  const lane = { country: address.country ?? 'US', postalCode: shipTo.text('postalCode'), weight };
  return { shipTo: address, lane, parcels: parcels.length };
}

/**
 * Reads the body of `POST /carrier/rates`.
 * @throws Problem 400 naming every field at fault
 */
export function readRateRequest(body: unknown): Lane {
  const input = Input.of(body);
  const { lane } = readFreight(input);
  input.check();
  return lane;
}

/**
 * Turns the body of `POST /carrier/shipments` into the shipment it asks for; changes nothing.
 * @param count how many shipments there are already: the number follows from it
 * @throws Problem 400 for a malformed body, 422 when the service does not carry it
 */
export function tenderShipment(body: unknown, count: number): Shipment {
  const input = Input.of(body);
  const reference = input.text('reference');
  const service = input.choice('service', serviceCodes);
  const { shipTo, lane, parcels } = readFreight(input);
  input.check();
  const rate = rateLane(lane).find((candidate) => candidate.service === service);
  if (rate === undefined) throw notCarried(service, lane.weight);
  const sequence = firstShipmentNumber + count;
  const tendered: Milestone = { milestone: 'tendered', occurredAt: new Date().toISOString() };
  return {
    id: `SHP-${sequence}`,
    reference,
    trackingNumber: `TRK${String(sequence).padStart(12, '0')}`,
    service,
    shipTo,
    weight: lane.weight,
    parcels,
    charge: rate.charge,
    currency: 'USD',
    milestones: [tendered],
  };
}

function notCarried(service: string, weight: Thousandths): Problem {
  const detail = `Service ${service} does not take a shipment of ${weight / 1000} kg`;
  return new Problem(422, 'weight_not_carried', detail, { extensions: { service } });
}
