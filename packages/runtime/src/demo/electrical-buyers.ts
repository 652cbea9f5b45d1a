import { applyOverlay, type Overlay } from '@crossdock/mapping';
import { findTemplate } from '@crossdock/mapping/templates';

/** The template that the demo's partners are mapped with. */
const templateId = 'x12-850-to-order';

/** What is different with Northgate and Bluegrass. */
const overlay: Overlay = {
  changes: [
    {
      path: 'seller',
      kind: 'constant',
      value: { identifiers: [{ scheme: 'buyer', value: 'HARBORSUPPLY' }], name: 'Harbor Supply' },
      note: 'They name no seller: it is always us.',
    },
    {
      path: 'lines[].price',
      kind: 'expression',
      expression: '{ "amount": $amount(unitPrice), "type": "net" }',
      note: 'Prices are agreed net.',
    },
    {
      path: 'totals',
      kind: 'expression',
      expression:
        '{ "lineCount": $count(lines), "payableAmount": $amount($round($sum(lines.(quantity * unitPrice)), 2)) }',
      note: 'They send no total; the credit check needs one.',
    },
  ],
};

/** The settings of the map that makes canonical orders of these partners' purchase orders. */
export function electricalBuyersMap(): Record<string, unknown> {
  const template = findTemplate(templateId);
  if (template === undefined) throw new Error(`The library has no template ${templateId}`);
  const { text, problems } = applyOverlay(template.map, overlay);
  if (problems.length > 0) throw new Error(`The demo's overlay does not fit: ${problems[0]?.message}`);
  return { expression: text, template: { id: template.id, version: template.version, overlay } };
}
