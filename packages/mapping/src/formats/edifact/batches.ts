import type { EdifactDocument, EdifactGroup, EdifactInterchange, EdifactItem } from './model.ts';

/**
 * Splits a batch: a document of its own for each message, with its envelopes as they were, so that single orders
 * can be routed.
 */
export function splitEdifact(document: EdifactDocument): EdifactDocument[] {
  return document.interchanges.flatMap((interchange) =>
    interchange.messages.map((message) =>
      alone(interchange, interchange.groups?.[message.group ?? 0], message),
    ),
  );
}

/** A document with one message in its envelopes. */
export function alone<T extends EdifactItem>(
  interchange: EdifactInterchange,
  group: EdifactGroup | undefined,
  message: T,
) {
  const { groups: _others, ...envelope } = interchange;
  const only: T = group === undefined ? message : { ...message, group: 0 };
  return {
    interchanges: [{ ...envelope, ...(group === undefined ? {} : { groups: [group] }), messages: [only] }],
  };
}

/**
 * Joins documents into batches: messages of the same interchange header into one interchange, those of the same
 * group header into one group, in the order in which they come. Undoes `splitEdifact`.
 */
export function joinEdifact(documents: readonly EdifactDocument[]): EdifactDocument {
  const interchanges = new Map<string, EdifactInterchange>();
  const groupsByKey = new Map<string, number>();
  for (const { groups = [], messages, ...header } of documents.flatMap((each) => each.interchanges)) {
    const key = JSON.stringify(header);
    const interchange = interchanges.get(key) ?? { ...header, messages: [] };
    interchanges.set(key, interchange);
    const places = groups.map((group) => {
      const groupKey = key + JSON.stringify(group);
      const known = groupsByKey.get(groupKey);
      if (known !== undefined) return known;
      const place = (interchange.groups ??= []).push(group) - 1;
      groupsByKey.set(groupKey, place);
      return place;
    });
    for (const message of messages) {
      const place = places[message.group ?? 0];
      interchange.messages.push(place === undefined ? message : { ...message, group: place });
    }
  }
  return { interchanges: [...interchanges.values()] };
}
