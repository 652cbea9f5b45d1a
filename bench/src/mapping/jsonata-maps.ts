/** A partner's purchase order to the order of our own: 25 fields, dates, codes, a list of lines, totals. */
export const ORDER_MAP = `{
  "orderNumber": $trim(poNumber),
  "orderDate": $fromMillis($toMillis(poDate, "[M01]/[D01]/[Y0001]"), "[Y0001]-[M01]-[D01]"),
  "orderType": type = "SA" ? "standard" : type = "RO" ? "rush" : "other",
  "currency": $exists(currency) ? currency : "USD",
  "contract": references[qualifier = "CT"].id,
  "requestedDelivery": $fromMillis($toMillis(dates[qualifier = "002"].date, "[M01]/[D01]/[Y0001]"), "[Y0001]-[M01]-[D01]"),
  "soldTo": { "id": parties[role = "BY"].id, "name": $trim(parties[role = "BY"].name) },
  "shipTo": parties[role = "ST"].{
    "id": id,
    "name": $trim(name),
    "street": $join(addressLines, ", "),
    "city": city,
    "postalCode": postalCode,
    "country": $uppercase(country)
  },
  "lines": [lines.{
    "number": $number(lineNumber),
    "sku": productIds[qualifier = "VP"].id,
    "gtin": productIds[qualifier = "UK"].id,
    "description": $trim($join(descriptions.description, " ")),
    "quantity": quantity,
    "unit": unit = "CA" ? "XCS" : unit = "EA" ? "EA" : unit,
    "unitPrice": unitPrice,
    "amount": $round(quantity * unitPrice, 2),
    "requestedDelivery": $fromMillis($toMillis(requested, "[M01]/[D01]/[Y0001]"), "[Y0001]-[M01]-[D01]")
  }],
  "lineCount": $count(lines),
  "total": $round($sum(lines.(quantity * unitPrice)), 2)
}`;

/** A shipment for a freight tender: paths, objects and arithmetic, no functions. */
export const FREIGHT_MAP = `{
  "shipment": header.number,
  "from": { "site": header.origin.site, "city": header.origin.address.city, "zip": header.origin.address.zip },
  "to": { "site": header.destination.site, "city": header.destination.address.city, "zip": header.destination.address.zip },
  "carrier": header.carrier.scac,
  "charges": { "base": header.rate.base, "fuel": header.rate.base * header.rate.fuelPercent / 100, "total": header.rate.base * (1 + header.rate.fuelPercent / 100) + header.rate.stops * 25 },
  "items": items.{
    "sku": item.sku,
    "pieces": cases * item.perCase,
    "weight": { "net": cases * item.weight.net, "gross": cases * item.weight.gross + cases * 0.4, "unit": item.weight.unit },
    "volume": cases * item.size.length * item.size.width * item.size.height / 1000000,
    "value": cases * item.perCase * item.cost
  },
  "skus": items.item.sku
}`;

/** One part of the large map, for a compile of many different fields. */
const PARTS: readonly ((number: number) => string)[] = [
  (n) => `"name${n}": source.party${n}.name`,
  (n) => `"city${n}": $trim(source.parties[role = "R${n}"].address.city)`,
  (n) => `"amount${n}": $round(source.quantity${n} * source.price${n}, 2)`,
  (n) => `"status${n}": source.status${n} = "A" ? "active" : source.status${n} = "H" ? "on hold" : "closed"`,
  (n) => `"text${n}": source.first${n} & " " & source.last${n}`,
  (n) => `"date${n}": $fromMillis($toMillis(source.date${n}, "[Y0001][M01][D01]"), "[Y0001]-[M01]-[D01]")`,
  (n) => `"total${n}": $sum(source.lines${n}.(quantity * price))`,
  (n) => `"lines${n}": [source.lines${n}.{ "sku": sku, "quantity": $number(quantity), "unit": uom }]`,
  (n) => `"flag${n}": $exists(source.flag${n}) and source.flag${n} != "N"`,
  (n) => `"code${n}": $lookup(source.codes, source.code${n})`,
];

/** A map of 200 fields of the target; the version makes each text another one. */
export function largeMap(version: number): string {
  const fields = Array.from({ length: 200 }, (_, n) => PARTS[n % PARTS.length]?.(n) ?? '');
  return `{\n  "version": ${version},\n  ${fields.join(',\n  ')}\n}`;
}
