import { formatDecimal, moneyPlaces } from '../company/decimal.ts';
import type { JsonObject, Shipment } from '../company/model.ts';
import { showQuantity } from '../master-data/item-record.ts';
import { latestMilestone } from './milestones.ts';

/** A shipment as the carrier answers it. */
export function showShipment(shipment: Shipment): JsonObject {
  const { id, weight, charge, ...rest } = shipment;
  return {
    shipment: id,
    status: latestMilestone(shipment),
    ...rest,
    weightKg: showQuantity(weight),
    charge: formatDecimal(charge, moneyPlaces),
  };
}

/** The public tracking page of a shipment: where it is, and nothing about who pays. */
export function showTracking(shipment: Shipment): JsonObject {
  const { trackingNumber, reference, service, milestones } = shipment;
  return { trackingNumber, reference, service, status: latestMilestone(shipment), milestones };
}
