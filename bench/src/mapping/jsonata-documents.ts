/** A purchase order as a partner's gateway hands it over. */
export interface PartnerOrder {
  poNumber: string;
  poDate: string;
  type: string;
  currency?: string;
  references: Reference[];
  dates: { qualifier: string; date: string }[];
  parties: Party[];
  lines: PartnerLine[];
}

interface Reference {
  qualifier: string;
  id: string;
}

interface Party {
  role: string;
  id: string;
  name: string;
  addressLines: string[];
  city: string;
  postalCode: string;
  country: string;
}

interface PartnerLine {
  lineNumber: string;
  quantity: number;
  unit: string;
  unitPrice: number;
  productIds: Reference[];
  descriptions: { description: string }[];
  requested: string;
}

export function partnerOrder(lines: number): PartnerOrder {
  return {
    poNumber: '  4500123789 ',
    poDate: '11/04/2026',
    type: 'RO',
    references: [
      { qualifier: 'CT', id: 'C-2026-118' },
      { qualifier: 'IA', id: '0045512' },
      { qualifier: 'DP', id: '082' },
    ],
    dates: [
      { qualifier: '010', date: '11/12/2026' },
      { qualifier: '002', date: '11/16/2026' },
    ],
    parties: [
      party('BY', 'Harbor  Foods Cooperative'),
      party('ST', 'Harbor Foods DC 7'),
      party('BT', 'Harbor AP'),
    ],
    lines: Array.from({ length: lines }, (_, index) => partnerLine(index)),
  };
}

function party(role: string, name: string): Party {
  return {
    role,
    id: `07123450000${role.charCodeAt(0) % 10}`,
    name,
    addressLines: ['1200 Industrial Way', 'Dock 4'],
    city: 'Tacoma',
    postalCode: '98421',
    country: 'us',
  };
}

function partnerLine(index: number): PartnerLine {
  return {
    lineNumber: String(index + 1),
    quantity: 4 + ((index * 7) % 60),
    unit: index % 3 === 0 ? 'EA' : 'CA',
    unitPrice: (315 + ((index * 13) % 200) * 12) / 100,
    productIds: [
      { qualifier: 'UK', id: `1001234500${1000 + index}` },
      { qualifier: 'VP', id: `SKU-${2000 + index}` },
      { qualifier: 'IN', id: `B${index}` },
    ],
    descriptions: [{ description: 'Olive oil, extra  virgin' }, { description: '6 x 1 l' }],
    requested: `11/${10 + (index % 18)}/2026`,
  };
}

/** A load with rates and items, as a warehouse announces it. */
export interface Load {
  header: {
    number: string;
    origin: Site;
    destination: Site;
    carrier: { scac: string };
    rate: { base: number; fuelPercent: number; stops: number };
  };
  items: LoadItem[];
}

interface Site {
  site: string;
  address: { city: string; zip: string };
}

interface LoadItem {
  cases: number;
  item: {
    sku: string;
    perCase: number;
    cost: number;
    weight: { net: number; gross: number; unit: string };
    size: { length: number; width: number; height: number };
  };
}

export function load(items: number): Load {
  return {
    header: {
      number: 'L-88120',
      origin: { site: 'DC-1', address: { city: 'Reno', zip: '89502' } },
      destination: { site: 'DC-7', address: { city: 'Tacoma', zip: '98421' } },
      carrier: { scac: 'ABCD' },
      rate: { base: 1840, fuelPercent: 18.5, stops: 2 },
    },
    items: Array.from({ length: items }, (_, index) => ({
      cases: 3 + (index % 9),
      item: {
        sku: `SKU-${2000 + index}`,
        perCase: 6 + (index % 3) * 6,
        cost: 2.4 + index / 16,
        weight: { net: 7.5 + (index % 5), gross: 8.25 + (index % 5), unit: 'KGM' },
        size: { length: 40, width: 30, height: 20 + (index % 4) },
      },
    })),
  };
}
