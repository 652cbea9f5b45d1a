import { formatDecimal, pricePlaces, quantityPlaces } from '../company/decimal.ts';
import type { CrossReference, Item, JsonObject } from '../company/model.ts';
import { priceRule, stockRule, unitPattern, type DecimalRule } from '../http/field-rules.ts';
import type { Input } from '../http/input.ts';

const factorRule: DecimalRule = { places: 0, min: 1, max: 100_000 };
const maxCrossReferences = 1000;

/** Reads an item record in the shape that `showItem` gives. */
export function readItem(input: Input): Item {
  const replacedBy = input.optionalText('replacedBy');
  return {
    number: input.text('number'),
    description: input.text('description'),
    unit: input.optionalText('unit', unitPattern) ?? 'EA',
    units: readDecimals(input, 'units', factorRule),
    listPrice: input.decimal('listPrice', priceRule),
    weight: input.has('weightKg') ? input.decimal('weightKg', stockRule) : 0,
    status: input.has('status') ? input.choice('status', ['active', 'discontinued']) : 'active',
    ...(replacedBy === undefined ? {} : { replacedBy }),
    stock: readDecimals(input, 'stock', stockRule),
    crossReferences: readCrossReferences(input),
  };
}

function readDecimals(input: Input, name: string, rule: DecimalRule): Record<string, number> {
  if (!input.has(name)) return {};
  const fields = input.object(name);
  return Object.fromEntries(fields.names().map((key) => [key, fields.decimal(key, rule)]));
}

function readCrossReferences(input: Input): CrossReference[] {
  if (!input.has('crossReferences')) return [];
  return input
    .objects('crossReferences', { min: 0, max: maxCrossReferences })
    .map((entry) => ({ customer: entry.text('customer'), partNumber: entry.text('partNumber') }));
}

export const showQuantity = (quantity: number): number => formatDecimal(quantity, quantityPlaces);
export const showPrice = (price: number): number => formatDecimal(price, pricePlaces);

/** The item record as the ERP answers it. */
export function showItem({ weight, listPrice, stock, ...item }: Item): JsonObject {
  const onHand = Object.entries(stock).map(([warehouse, quantity]) => [warehouse, showQuantity(quantity)]);
  return {
    ...item,
    listPrice: showPrice(listPrice),
    weightKg: showQuantity(weight),
    stock: Object.fromEntries(onHand),
  };
}
