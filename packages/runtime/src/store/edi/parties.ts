import type { EnvelopeNumbers } from '@crossdock/mapping';
import type pg from 'pg';

type Standard = EnvelopeNumbers['standard'];

/** The two sides of an interchange: who they are, seen from here. The same id with another qualifier is another. */
export interface Parties {
  environment: string;
  standard: Standard;
  ownId: string;
  ownQualifier: string;
  partnerId: string;
  partnerQualifier: string;
}

/** @param direction `out`: we are the sender */
export function partiesOf(
  environment: string,
  interchange: EnvelopeNumbers,
  direction: 'in' | 'out',
): Parties {
  const { standard, senderId, senderQualifier, receiverId, receiverQualifier } = interchange;
  const sender = { id: senderId, qualifier: senderQualifier };
  const receiver = { id: receiverId, qualifier: receiverQualifier };
  const [own, partner] = direction === 'out' ? [sender, receiver] : [receiver, sender];
  return {
    environment,
    standard,
    ownId: own.id,
    ownQualifier: own.qualifier,
    partnerId: partner.id,
    partnerQualifier: partner.qualifier,
  };
}

/**
 * Sequences and interchanges from before qualifiers were kept have `*` in their place. The first pair that comes
 * with their identifiers takes them over, so that its numbers go on and duplicates are still known.
 */
export async function takeOverEarlier(client: pg.Pool | pg.PoolClient, parties: Parties): Promise<void> {
  const { environment, standard, ownId, partnerId, ownQualifier, partnerQualifier } = parties;
  await client.query(takeOver, [environment, standard, ownId, partnerId, ownQualifier, partnerQualifier]);
}

const takeOver = `
  WITH sequences AS (
    UPDATE edi_sequences SET own_qualifier = $5, partner_qualifier = $6
    WHERE environment = $1 AND level IN ($2::text || '.interchange', $2 || '.group')
      AND own_id = $3 AND partner_id = $4 AND own_qualifier = '*' AND partner_qualifier = '*'
    RETURNING 1
  )
  UPDATE edi_interchanges SET own_qualifier = $5, partner_qualifier = $6
  WHERE environment = $1 AND standard = $2 AND own_id = $3 AND partner_id = $4 AND own_qualifier = '*'
    AND EXISTS (SELECT FROM sequences)`;
