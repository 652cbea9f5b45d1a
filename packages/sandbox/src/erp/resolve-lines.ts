import type { CompanyView } from '../company/company.ts';
import { findItem, unitFactor } from '../company/company-queries.ts';
import type { Customer, Item } from '../company/model.ts';
import { Problem } from '../http/problem.ts';
import type { OrderRequestLine } from './order-request.ts';

/** An order line whose item and unit the master data knows. */
export interface ResolvedLine {
  request: OrderRequestLine;
  item: Item;
  unit: string;
  /** Base units in one of `unit`. */
  factor: number;
}

type LineFaultCode = 'unknown_item' | 'item_discontinued' | 'unknown_unit';

interface LineFault {
  code: LineFaultCode;
  path: string;
  message: string;
  item: string;
}

/**
 * Holds order lines against the item master.
 * @throws Problem 422 for the first line at fault, with all faults in `errors`
 */
export function resolveLines(
  view: CompanyView,
  customer: Customer,
  lines: readonly OrderRequestLine[],
): ResolvedLine[] {
  const faults: LineFault[] = [];
  const resolved: ResolvedLine[] = [];
  lines.forEach((line, index) => {
    const result = resolveLine(view, customer, line);
    if ('item' in result) resolved.push(result);
    else faults.push({ ...result.fault, path: `lines[${index}].${result.field}`, item: line.item });
  });
  const [first] = faults;
  if (first !== undefined) throw lineProblem(first, faults);
  return resolved;
}

interface Unresolved {
  field: 'item' | 'unit';
  fault: { code: LineFaultCode; message: string };
}

function resolveLine(
  view: CompanyView,
  customer: Customer,
  line: OrderRequestLine,
): ResolvedLine | Unresolved {
  const item = findItem(view, line.item, customer);
  if (item === undefined) {
    return {
      field: 'item',
      fault: { code: 'unknown_item', message: `Item ${line.item} is not in the item master` },
    };
  }
  if (item.status === 'discontinued') {
    const hint = item.replacedBy === undefined ? '' : `; order ${item.replacedBy} instead`;
    const message = `Item ${line.item} is discontinued${hint}`;
    return { field: 'item', fault: { code: 'item_discontinued', message } };
  }
  const unit = line.unit ?? item.unit;
  const factor = unitFactor(item, unit);
  if (factor === undefined) {
    const sold = [item.unit, ...Object.keys(item.units)].join(', ');
    const message = `Item ${line.item} is not sold by ${unit}; it is sold by ${sold}`;
    return { field: 'unit', fault: { code: 'unknown_unit', message } };
  }
  return { request: line, item, unit, factor };
}

function lineProblem(first: LineFault, faults: readonly LineFault[]): Problem {
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more lines at fault)` : '';
  const errors = faults.map(({ path, message, code }) => ({ path, message, code }));
  return new Problem(422, first.code, first.message + more, { extensions: { item: first.item, errors } });
}
