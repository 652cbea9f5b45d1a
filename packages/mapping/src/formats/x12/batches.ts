import type { X12Document, X12Group, X12Interchange, X12Item } from './model.ts';

/**
 * Splits a batch: a document of its own for each transaction, with its envelopes as they were, so that single
 * orders can be routed. Acknowledgements of interchanges (TA1) go with the first one.
 */
export function splitX12(document: X12Document): X12Document[] {
  return document.interchanges.flatMap((interchange) => {
    const parts = interchange.groups.flatMap((group) =>
      group.transactions.map((transaction) => ({ group, transaction })),
    );
    return parts.map(({ group, transaction }, index) => {
      const { acknowledgements, ...envelope } = interchange;
      const first = index === 0 && acknowledgements !== undefined ? { acknowledgements } : {};
      return alone({ ...envelope, ...first }, group, transaction);
    });
  });
}

/** A document with one transaction in its envelopes. */
export function alone<T extends X12Item>(interchange: X12Interchange, group: X12Group, transaction: T) {
  return { interchanges: [{ ...interchange, groups: [{ ...group, transactions: [transaction] }] }] };
}

/**
 * Joins documents into batches: transactions of the same interchange header into one interchange, those of the
 * same group header into one group, in the order in which they come. Undoes `splitX12`.
 */
export function joinX12(documents: readonly X12Document[]): X12Document {
  const interchanges = new Map<string, X12Interchange>();
  const groups = new Map<string, X12Group>();
  for (const { groups: given, ...envelope } of documents.flatMap((document) => document.interchanges)) {
    const { acknowledgements, ...header } = envelope;
    const key = JSON.stringify(header);
    const interchange = interchanges.get(key) ?? { ...header, groups: [] };
    interchanges.set(key, interchange);
    if (acknowledgements !== undefined) (interchange.acknowledgements ??= []).push(...acknowledgements);
    for (const { transactions, ...groupHeader } of given) {
      const groupKey = key + JSON.stringify(groupHeader);
      const group = groups.get(groupKey) ?? { ...groupHeader, transactions: [] };
      if (!groups.has(groupKey)) interchange.groups.push(group);
      groups.set(groupKey, group);
      group.transactions.push(...transactions);
    }
  }
  return { interchanges: [...interchanges.values()] };
}
