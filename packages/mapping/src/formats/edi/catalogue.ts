import { edifactGuides } from '../edifact/guides.ts';
import { x12Guides } from '../x12/guides.ts';
import type { EdiSyntax } from './codes.ts';
import { guideSchema } from './schema.ts';

/** A type of document that there are names for. */
export interface EdiGuide {
  format: EdiSyntax;
  /** `850`, `ORDERS` */
  type: string;
  /** `004010`, `D96A` */
  version: string;
  title: string;
}

const shelves = { x12: x12Guides, edifact: edifactGuides } as const;

/** All types of EDI documents that are read and written under names. */
export function ediGuides(): EdiGuide[] {
  return (['x12', 'edifact'] as const).flatMap((format) =>
    shelves[format].guides.map(({ transaction, version, title }) => ({
      format,
      type: transaction,
      version,
      title,
    })),
  );
}

/**
 * JSON Schema of the `data` of an EDI document, by the guide of the version nearest to the one asked for.
 * @param use `read`: as parsing gives it; `write`: as serializing takes it
 * @returns undefined where there is no guide for the type
 */
export function ediDataSchema(
  format: EdiGuide['format'],
  type: string,
  version: string,
  use: 'read' | 'write',
): Record<string, unknown> | undefined {
  const guide = shelves[format].find(type, version);
  return guide === undefined ? undefined : guideSchema(guide, { for: use });
}
