import type { Load, PartnerOrder } from './jsonata-documents.ts';

/** What a programmer would write in place of the order map: the same result, also for absent values. */
export function orderByHand(order: PartnerOrder): unknown {
  const buyer = order.parties.find((party) => party.role === 'BY');
  const shipTo = order.parties.find((party) => party.role === 'ST');
  return {
    orderNumber: squeezed(order.poNumber),
    orderDate: isoDate(order.poDate),
    orderType: order.type === 'SA' ? 'standard' : order.type === 'RO' ? 'rush' : 'other',
    currency: order.currency ?? 'USD',
    contract: order.references.find((reference) => reference.qualifier === 'CT')?.id,
    requestedDelivery: isoDate(order.dates.find((date) => date.qualifier === '002')?.date),
    soldTo: { id: buyer?.id, name: squeezed(buyer?.name) },
    shipTo: shipTo && {
      id: shipTo.id,
      name: squeezed(shipTo.name),
      street: shipTo.addressLines.join(', '),
      city: shipTo.city,
      postalCode: shipTo.postalCode,
      country: shipTo.country.toUpperCase(),
    },
    lines: order.lines.map((line) => ({
      number: Number(line.lineNumber),
      sku: line.productIds.find((product) => product.qualifier === 'VP')?.id,
      gtin: line.productIds.find((product) => product.qualifier === 'UK')?.id,
      description: squeezed(line.descriptions.map(({ description }) => description).join(' ')),
      quantity: line.quantity,
      unit: line.unit === 'CA' ? 'XCS' : line.unit,
      unitPrice: line.unitPrice,
      amount: cents(line.quantity * line.unitPrice),
      requestedDelivery: isoDate(line.requested),
    })),
    lineCount: order.lines.length,
    total: cents(order.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0)),
  };
}

function squeezed(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, ' ').trim();
}

/** To two places, halves to the even digit. */
function cents(amount: number): number {
  const scaled = amount * 100;
  const rounded = Math.round(scaled);
  return (Math.abs(scaled % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded) / 100;
}

/** MM/DD/YYYY as an ISO date, days beyond the month's end carried on as the map does it. */
function isoDate(text: string | undefined): string | undefined {
  const [, month, day, year] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text ?? '') ?? [];
  if (!year) return undefined;
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).toISOString().slice(0, 10);
}

/** The freight map by hand. */
export function freightByHand({ header, items }: Load): unknown {
  const { origin, destination, rate } = header;
  return {
    shipment: header.number,
    from: { site: origin.site, city: origin.address.city, zip: origin.address.zip },
    to: { site: destination.site, city: destination.address.city, zip: destination.address.zip },
    carrier: header.carrier.scac,
    charges: {
      base: rate.base,
      fuel: (rate.base * rate.fuelPercent) / 100,
      total: rate.base * (1 + rate.fuelPercent / 100) + rate.stops * 25,
    },
    items: items.map(({ cases, item }) => ({
      sku: item.sku,
      pieces: cases * item.perCase,
      weight: {
        net: cases * item.weight.net,
        gross: cases * item.weight.gross + cases * 0.4,
        unit: item.weight.unit,
      },
      volume: (cases * item.size.length * item.size.width * item.size.height) / 1000000,
      value: cases * item.perCase * item.cost,
    })),
    skus: items.map(({ item }) => item.sku),
  };
}
