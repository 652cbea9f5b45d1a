export { DocumentError, describePosition } from './formats/position.ts';
export type { DocumentPosition, DocumentWarning } from './formats/position.ts';
export type { DocumentLimits, StreamLimits } from './formats/limits.ts';
export { parseDocument, serializeDocument } from './formats/documents.ts';
export type { ParseOptions, SerializeOptions } from './formats/documents.ts';
export { readRecords, writeRecords } from './formats/record-stream.ts';
export type { RecordOptions, RecordStream } from './formats/record-stream.ts';
export type { Chunk } from './formats/decoding.ts';
export { detectFormat } from './formats/detect.ts';
export { documentFormats, formatOptionSchemas, serializeOptionSchemas } from './formats/registry.ts';
export type { DocumentFormat } from './formats/registry.ts';
export { sampleDocuments } from './formats/samples.ts';
export type { SampleDocument } from './formats/samples.ts';
export { x12Segments, x12SegmentsAsync } from './formats/x12/segments.ts';
export type { X12Segment } from './formats/x12/segments.ts';
export type { EdiElement, RawSegment } from './formats/edi/segment.ts';
export type { X12Document, X12Group, X12Interchange, X12Transaction } from './formats/x12/model.ts';
export type {
  EdifactDocument,
  EdifactGroup,
  EdifactInterchange,
  EdifactMessage,
} from './formats/edifact/model.ts';
export type { EdifactDelimiters } from './formats/edifact/delimiters.ts';
export { acknowledge, acknowledgeUnreadable } from './formats/edi/acknowledgements/acknowledge.ts';
export type { Acknowledgement } from './formats/edi/acknowledgements/acknowledge.ts';
export { acknowledgedCodes } from './formats/edi/acknowledgements/error-codes.ts';
export type { AcknowledgeOptions } from './formats/edi/acknowledgements/options.ts';
export { readAcknowledgements } from './formats/edi/acknowledgements/read.ts';
export type {
  AcknowledgedError,
  AcknowledgementStatus,
  ReadAcknowledgement,
} from './formats/edi/acknowledgements/read-model.ts';
export { reconcile } from './formats/edi/acknowledgements/reconcile.ts';
export type { Reconciliation, SentDocument } from './formats/edi/acknowledgements/reconcile.ts';
export { joinInterchanges, splitInterchange } from './formats/edi/batches.ts';
export {
  encloseDocument,
  envelopeNumbers,
  withControlNumbers,
} from './formats/edi/control-numbers/envelopes.ts';
export type { AssignedNumbers, EnvelopeNumbers } from './formats/edi/control-numbers/envelopes.ts';
export {
  greatestControlNumber,
  nextControlNumber,
  writtenControlNumber,
} from './formats/edi/control-numbers/next.ts';
export type { ControlLevel, SequenceState } from './formats/edi/control-numbers/next.ts';
export { checkReceived, nothingReceived } from './formats/edi/control-numbers/received.ts';
export type { ReceivedOutcome, ReceivedState } from './formats/edi/control-numbers/received.ts';
export { ediDataSchema, ediGuides } from './formats/edi/catalogue.ts';
export type { EdiGuide } from './formats/edi/catalogue.ts';
export type { EdiWarning } from './formats/edi/report.ts';
export type { X12Delimiters } from './formats/x12/delimiters.ts';
export { SchemaError } from './schema/compiler.ts';
export { SchemaValidator, validateJson } from './schema/validator.ts';
export type { SchemaViolation } from './schema/messages.ts';
export { canonicalSchema, canonicalSchemas } from './schema/canonical.ts';
export type { CanonicalName } from './schema/canonical.ts';
export { describeSchema, schemaFields, schemaTree } from './schema/fields.ts';
export type { SchemaField, SchemaSummary } from './schema/fields.ts';
export type { JsonSchema } from './schema/json.ts';
export { compareSchemas } from './schema/compare/changes.ts';
export type { SchemaChange } from './schema/compare/changes.ts';
export { checkCompatibility } from './schema/compare/compatibility.ts';
export type { Compatibility, CompatibilityMode, EarlierVersion } from './schema/compare/compatibility.ts';
export { inferSchema, SchemaInference } from './schema/infer/infer.ts';
export type { InferenceOptions, InferredSchema } from './schema/infer/infer.ts';
export { checkSyntax, compile } from './jsonata/compile.ts';
export { ExpressionError } from './jsonata/errors.ts';
export { functionCatalogue } from './jsonata/builtins/index.ts';
export type { FunctionGroup, FunctionHelp } from './jsonata/builtin.ts';
export { DEFAULT_BUDGET } from './jsonata/run.ts';
export type { Bindings, Budget, CompiledExpression, EvaluateOptions } from './jsonata/types.ts';
export { parseSyntax } from './syntax/parse.ts';
export { childrenOf, nodesAt, walk } from './syntax/walk.ts';
export type { TreeNode } from './syntax/walk.ts';
export type * from './syntax/tree.ts';
export { askTable, lookupOptions } from './lookups/ask.ts';
export type { LookupOptions, LookupQuestion } from './lookups/ask.ts';
export { planChanges } from './lookups/changes.ts';
export type { LookupChanges } from './lookups/changes.ts';
export { checkDefinition, checkEntry } from './lookups/check-entry.ts';
export type { CompleteEntry, LookupFault } from './lookups/check-entry.ts';
export { conflictWith, findConflicts } from './lookups/conflicts.ts';
export { readLookupCsv, writeLookupCsv } from './lookups/csv.ts';
export { explainMatch, explainMiss } from './lookups/explain.ts';
export {
  keyInWords,
  lookupCause,
  lookupCausePrefix,
  lookupHook,
  lookupMissOf,
  missingTableOf,
} from './lookups/lookup-hook.ts';
export { LookupIndex } from './lookups/lookup-index.ts';
export type { LookupHook } from './jsonata/types.ts';
export { readMap } from './map/read.ts';
export type { ReadMapOptions } from './map/read.ts';
export { childNodes } from './map/nodes.ts';
export type {
  ConstantNode,
  FieldNode,
  ForEachNode,
  FormulaNode,
  ListNode,
  LookupNode,
  MapNode,
  MapTree,
  ValueNode,
} from './map/nodes.ts';
export { linesOf, traceMap } from './map/lines.ts';
export type { MapLine, TracedMap } from './map/lines.ts';
export type { Scope, UseKind } from './map/trace.ts';
export { sourceExpression } from './map/sourceExpression.ts';
export { fieldsOf, listsOf } from './map/fields.ts';
export type { FieldType, MapField } from './map/fields.ts';
export { runMapCases } from './map-tests/runCases.ts';
export type {
  CaseDocument,
  CaseFailure,
  MapCase,
  MapCaseResult,
  RunCasesOptions,
} from './map-tests/cases.ts';
export { compareValues, describeDifference } from './map-tests/compare.ts';
export type { Difference } from './map-tests/compare.ts';
export type { Tolerance } from './map-tests/tolerance.ts';
export { maskPersonalData } from './map-tests/personalData.ts';
export { applyChanges } from './syntax/edit/changes.ts';
export type { TextChange } from './syntax/edit/changes.ts';
export { insertEntry, moveEntry, removeEntry, renameEntry } from './syntax/edit/entries.ts';
export type { NewEntry, WithEntries } from './syntax/edit/entries.ts';
export {
  addVariable,
  replaceNode,
  unwrapCondition,
  unwrapForEach,
  wrapCondition,
  wrapForEach,
} from './syntax/edit/expressions.ts';
export { quoteName, quoteString } from './syntax/edit/quote.ts';
export {
  addField,
  moveField,
  removeField,
  renameField,
  setExpression,
  setNodeExpression,
} from './map/edit/fields.ts';
export {
  addCondition,
  addFilter,
  addVariableAt,
  makeForEach,
  setConstant,
  setLookup,
} from './map/edit/values.ts';
export type { LookupSetting } from './map/edit/values.ts';
export { MapEditError } from './map/edit/errors.ts';
export { findField } from './map/edit/locate.ts';
export { formatExpression, formatNode } from './syntax/format/format.ts';
export type { FormatOptions } from './syntax/format/format.ts';
export type { Overlay, OverlayAction, OverlayChange } from './map/overlay/overlay.ts';
export { applyOverlay } from './map/overlay/apply.ts';
export type { EffectiveMap, OverlayProblem } from './map/overlay/apply.ts';
export { diffMaps } from './map/overlay/diff.ts';
export type { FieldDifference } from './map/overlay/diff.ts';
export { overlayFromEdit } from './map/overlay/fromEdit.ts';
export { keepChange, previewRebase, rebaseOverlay } from './map/overlay/rebase.ts';
export type { OverlayConflict, RebasedOverlay, RebasePreview } from './map/overlay/rebase.ts';
export { completionsAt } from './syntax/complete/completions.ts';
export type { CompletionItem, Completions } from './syntax/complete/completions.ts';
export { describeAt, signatureAt } from './syntax/complete/describe.ts';
export type { CallSignature, Description } from './syntax/complete/describe.ts';
export type { KnownSource, Surroundings } from './syntax/complete/surroundings.ts';
export { suggestMappings } from './map/auto/suggest.ts';
export type { DocumentDescription, MappingSuggestion, SuggestOptions } from './map/auto/suggest.ts';
export { applySuggestions } from './map/auto/apply.ts';
export { checkMap } from './map/check/check.ts';
export type { CheckMapOptions } from './map/check/check.ts';
export type { MapProblem } from './map/check/problem.ts';
