import Type from 'typebox';
import { dynamic, mainPort } from '../flow.ts';
import { defineKind } from '../kind.ts';

export const acknowledge = defineKind({
  group: 'document',
  label: 'Acknowledge',
  summary: 'Makes the acknowledgement of an EDI document: 997 or 999 and TA1 for X12, CONTRL for EDIFACT.',
  icon: 'Checks',
  hasInput: true,
  canFail: true,
  config: Type.Object(
    {
      format: Type.Enum(['x12', 'edifact'], { title: 'Format' }),
      source: dynamic(
        Type.String({
          minLength: 1,
          title: 'Document',
          description:
            'The text as it was received, which is read here with all that is odd about it, usually =body of the trigger.',
        }),
      ),
      functional: Type.Optional(
        Type.Enum(['byVersion', '997', '999'], {
          title: 'Kind',
          description: 'X12: 999 from version 005010 on, or always the one or the other.',
          default: 'byVersion',
        }),
      ),
      interchanges: Type.Optional(
        Type.Enum(['asked', 'always', 'never'], {
          title: 'TA1',
          description: 'X12: "asked" makes one where the sender asks for it or the envelope is wrong.',
          default: 'asked',
        }),
      ),
      strict: Type.Optional(
        Type.Boolean({
          title: 'Strict',
          description: 'Every error rejects. Else errors are noted, and what can be read is accepted.',
          default: false,
        }),
      ),
      reject: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
          title: 'Reject on',
          description: 'Codes of warnings that reject, such as missingSegment, value, noGuide.',
          maxItems: 40,
        }),
      ),
    },
    { additionalProperties: false },
  ),
  ports: () => [
    { id: mainPort, label: 'acknowledgement' },
    // Taken where only acknowledgements came, which are never acknowledged.
    { id: 'none', label: 'nothing to acknowledge' },
  ],
  defaults: { format: 'x12', source: '=body' },
});
