/** The accounts of Harbor Supply, in the shape of `POST /control/customers`. */
export const customers = [
  {
    id: 'C-10010',
    name: 'Bluegrass Power Works',
    externalIds: ['828513080', 'BLUEGRASS'],
    creditLimit: 25_000_000,
    openBalance: 118_240.35,
  },
  {
    id: 'C-10020',
    name: 'Lakeshore Home Stores',
    externalIds: ['4405197800', 'LAKESHORE'],
    creditLimit: 50_000_000,
    openBalance: 1_904_410.8,
  },
  {
    id: 'C-10030',
    name: 'Northgate Electric',
    externalIds: ['NORTHGATE'],
    creditLimit: 250_000,
    openBalance: 18_200.5,
  },
  {
    id: 'C-10040',
    name: 'Tidewater Mechanical',
    externalIds: ['TIDEWATER'],
    creditLimit: 120_000,
    openBalance: 96_500,
  },
  { id: 'C-10050', name: 'Pine Hollow Automation', externalIds: ['PINEHOLLOW'], creditLimit: 500 },
  {
    id: 'C-10060',
    name: 'Quarry Road Construction',
    externalIds: ['QUARRYROAD'],
    creditLimit: 80_000,
    openBalance: 12_040.1,
    creditStatus: 'hold',
  },
  {
    id: 'C-10070',
    name: 'Maple Ridge Hydro',
    externalIds: ['MAPLERIDGE'],
    currency: 'CAD',
    creditLimit: 400_000,
  },
  { id: 'C-10080', name: 'Web shop, paid by card', externalIds: ['WEBSHOP'], creditLimit: 10_000_000 },
];
