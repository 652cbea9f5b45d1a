import { formatDecimal, moneyPlaces, type Cents, type Thousandths } from '../company/decimal.ts';
import type { JsonObject } from '../company/model.ts';
import { Problem } from '../http/problem.ts';

/** Where the distributor ships from: Baltimore. */
const originPostalDigit = 2;
const servedCountries = ['US', 'CA', 'MX'];
const abroadZone = 10;
const gramsPerKilogram = 1000n;

interface CarrierService {
  code: string;
  name: string;
  base: Cents;
  perKilogram: Cents;
  /** Working days for a zone. */
  transitDays(zone: number): number;
  weight: { min: Thousandths; max: Thousandths };
}

/** Parcels up to 68 kg (150 lb), as parcel carriers take them; pallets from there. */
const services: readonly CarrierService[] = [
  {
    code: 'GROUND',
    name: 'Ground',
    base: 850,
    perKilogram: 62,
    transitDays: (zone) => 1 + Math.ceil(zone / 2),
    weight: { min: 0, max: 68_000 },
  },
  {
    code: 'EXPEDITED',
    name: 'Second day',
    base: 1500,
    perKilogram: 110,
    transitDays: () => 2,
    weight: { min: 0, max: 68_000 },
  },
  {
    code: 'OVERNIGHT',
    name: 'Next morning',
    base: 3200,
    perKilogram: 240,
    transitDays: () => 1,
    weight: { min: 0, max: 30_000 },
  },
  {
    code: 'LTL',
    name: 'Pallet freight',
    base: 9500,
    perKilogram: 28,
    transitDays: (zone) => 2 + Math.ceil(zone / 2),
    weight: { min: 45_000, max: 9_000_000 },
  },
];

export const serviceCodes = ['GROUND', 'EXPEDITED', 'OVERNIGHT', 'LTL'] as const;

export interface Lane {
  country: string;
  postalCode: string;
  weight: Thousandths;
}

export interface Rate {
  service: string;
  name: string;
  charge: Cents;
  transitDays: number;
}

/**
 * What each service that takes this weight charges, cheapest first: a base plus a price per kilogram that grows
 * by a tenth per zone. The zone is the distance between first postal digits, which in the US run east to west.
 * @throws Problem 422 when the carrier does not serve the country
 */
export function rateLane(lane: Lane): Rate[] {
  const zone = zoneOf(lane);
  return services
    .filter(({ weight }) => lane.weight >= weight.min && lane.weight <= weight.max)
    .map((service) => ({
      service: service.code,
      name: service.name,
      charge: chargeFor(service, lane.weight, zone),
      transitDays: service.transitDays(zone),
    }))
    .sort((left, right) => left.charge - right.charge);
}

export function showRate({ charge, ...rate }: Rate): JsonObject {
  return { ...rate, charge: formatDecimal(charge, moneyPlaces), currency: 'USD' };
}

function zoneOf({ country, postalCode }: Lane): number {
  if (!servedCountries.includes(country)) {
    throw new Problem(422, 'lane_not_served', `No service to ${country}`, { extensions: { country } });
  }
  const digit = /^\d/.exec(postalCode)?.[0];
  return country === 'US' && digit !== undefined ? Math.abs(Number(digit) - originPostalDigit) : abroadZone;
}

function chargeFor(service: CarrierService, weight: Thousandths, zone: number): Cents {
  const tenths = BigInt(weight) * BigInt(service.perKilogram) * BigInt(10 + zone);
  const scale = 10n * gramsPerKilogram;
  return service.base + Number((tenths + scale / 2n) / scale);
}
