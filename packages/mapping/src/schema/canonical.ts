import common from '../../schemas/canonical/common.json' with { type: 'json' };
import creditNote from '../../schemas/canonical/creditNote.json' with { type: 'json' };
import despatchAdvice from '../../schemas/canonical/despatchAdvice.json' with { type: 'json' };
import inventoryReport from '../../schemas/canonical/inventoryReport.json' with { type: 'json' };
import invoice from '../../schemas/canonical/invoice.json' with { type: 'json' };
import item from '../../schemas/canonical/item.json' with { type: 'json' };
import milestone from '../../schemas/canonical/milestone.json' with { type: 'json' };
import order from '../../schemas/canonical/order.json' with { type: 'json' };
import orderResponse from '../../schemas/canonical/orderResponse.json' with { type: 'json' };
import party from '../../schemas/canonical/party.json' with { type: 'json' };
import receiptAdvice from '../../schemas/canonical/receiptAdvice.json' with { type: 'json' };
import returnRequest from '../../schemas/canonical/returnRequest.json' with { type: 'json' };
import { isObject, objectAt } from './json.ts';
import type { JsonSchema } from './json.ts';

const sources = {
  order,
  orderResponse,
  despatchAdvice,
  receiptAdvice,
  invoice,
  creditNote,
  inventoryReport,
  item,
  party,
  returnRequest,
  milestone,
};

export type CanonicalName = keyof typeof sources;

export const canonicalNames = Object.keys(sources) as readonly CanonicalName[];

/**
 * The canonical business documents by name, as JSON Schema 2020-12. Each stands alone: the shared parts that it
 * uses are in its own `$defs`, so that a validator needs nothing else.
 */
export const canonicalSchemas: Readonly<Record<CanonicalName, JsonSchema>> = /* @__PURE__ */ bundleAll();

/** The canonical schema of this name; undefined for a name that is none. */
export function canonicalSchema(name: string): JsonSchema | undefined {
  return isCanonicalName(name) ? canonicalSchemas[name] : undefined;
}

function isCanonicalName(name: string): name is CanonicalName {
  return Object.hasOwn(sources, name);
}

function bundleAll(): Readonly<Record<CanonicalName, JsonSchema>> {
  return {
    order: bundle(order),
    orderResponse: bundle(orderResponse),
    despatchAdvice: bundle(despatchAdvice),
    receiptAdvice: bundle(receiptAdvice),
    invoice: bundle(invoice),
    creditNote: bundle(creditNote),
    inventoryReport: bundle(inventoryReport),
    item: bundle(item),
    party: bundle(party),
    returnRequest: bundle(returnRequest),
    milestone: bundle(milestone),
  };
}

/** The schema with every shared definition that it reaches, under its own `$defs`. */
function bundle(schema: JsonSchema): JsonSchema {
  const shared = objectAt(common, '$defs');
  const definitions: Record<string, unknown> = {};
  const wanted: string[] = [];
  const own = withLocalReferences(schema, wanted);
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (Object.hasOwn(definitions, name)) continue;
    definitions[name] = withLocalReferences(shared[name], wanted, true);
  }
  const inOrder = Object.keys(shared).filter((name) => Object.hasOwn(definitions, name));
  return Object.freeze({
    ...(isObject(own) ? own : {}),
    $defs: {
      ...(isObject(own) ? objectAt(own, '$defs') : {}),
      ...Object.fromEntries(inOrder.map((name) => [name, definitions[name]])),
    },
  });
}

/**
 * A copy whose references to shared definitions are local ones.
 * @param wanted Takes the names of the shared definitions that are referred to
 * @param isShared Whether the part is itself shared: its local references mean shared definitions too
 */
function withLocalReferences(part: unknown, wanted: string[], isShared = false): unknown {
  if (Array.isArray(part)) return part.map((entry) => withLocalReferences(entry, wanted, isShared));
  if (!isObject(part)) return part;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(part)) {
    copy[key] =
      key === '$ref' && typeof value === 'string'
        ? localReference(value)
        : withLocalReferences(value, wanted, isShared);
  }
  return copy;

  function localReference(reference: string): string {
    const [base = '', pointer = ''] = reference.split('#');
    const name = pointer.replace('/$defs/', '');
    if (base === common.$id || (base === '' && isShared)) wanted.push(name);
    return `#${pointer}`;
  }
}
