import { findField, objectIn } from '../edit/locate.ts';
import type { FieldType, MapField } from '../fields.ts';
import { linesOf } from '../lines.ts';
import type { FieldNode, MapTree, ValueNode } from '../nodes.ts';
import { EACH, formatPath, pathKey } from '../paths.ts';
import { fieldAround, type MapProblem } from './problem.ts';
import { valueType } from './valueTypes.ts';

const TYPE_NAMES: Readonly<Record<FieldType, string>> = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  list: 'a list',
  unknown: 'anything',
};

/** Fields that the target asks for and that the map does not make. */
export function checkRequired(map: MapTree, target: readonly MapField[]): MapProblem[] {
  return target.flatMap(({ path, steps, required, title }): MapProblem[] => {
    if (!required || steps.at(-1) === EACH || findField(map, path) !== undefined) return [];
    const holder = holderOf(map, formatPath(steps.slice(0, -1)).replace(/\[\]$/, ''));
    if (holder === undefined) return [];
    const { from } = holder;
    const name = title === undefined ? '' : ` (${title})`;
    return [
      {
        path,
        from,
        to: from + 1,
        severity: 'error',
        code: 'required.missing',
        message: `${path}${name} is required`,
      },
    ];
  });
}

/** The object that a field would be in; undefined where there is none, or a formula makes it. */
function holderOf(map: MapTree, parent: string): { from: number } | undefined {
  const value = parent === '' ? map.root : findField(map, parent)?.value;
  return value === undefined ? undefined : objectIn(value);
}

/** Fields that the target has not, and values that are of other types than it asks for. */
export function checkTargets(
  map: MapTree,
  target: readonly MapField[],
  source: readonly MapField[] | undefined,
): MapProblem[] {
  const targets = new Map(target.filter(isOwn).map((field) => [pathKey(field.steps), field]));
  const origins = directSources(map, source);
  return [...map.nodes.values()].flatMap((node): MapProblem[] => {
    if (node.kind !== 'field') return [];
    const wanted = targets.get(pathKey(node.steps));
    if (wanted === undefined) return isInOpenObject(node, targets) ? [] : [unknownTarget(node)];
    const origin = origins.get(node.id);
    const given = typeOfValue(node.value, origin);
    return fits(given, wanted.type) ? [] : [mismatch(node, given, wanted.type, origin)];
  });
}

function isOwn({ steps }: MapField): boolean {
  return steps.at(-1) !== EACH;
}

/** Objects without any described field take all. */
function isInOpenObject({ steps }: FieldNode, targets: ReadonlyMap<string, MapField>): boolean {
  const parent = pathKey(steps.slice(0, -1));
  if (parent === '') return targets.size === 0;
  const start = `${parent}.`;
  const holder = targets.get(parent);
  return holder === undefined || ![...targets.keys()].some((key) => key.startsWith(start));
}

function unknownTarget({ path, from, to }: FieldNode): MapProblem {
  return {
    path,
    from,
    to,
    severity: 'warning',
    code: 'target.unknown',
    message: `The target has no field ${path}`,
  };
}

/** Source fields by nodes whose whole value they are. */
function directSources(map: MapTree, source: readonly MapField[] | undefined): ReadonlyMap<string, MapField> {
  if (source === undefined) return new Map();
  const fields = new Map(source.map((field) => [field.path, field]));
  const found = new Map<string, MapField>();
  for (const { node, source: path, kind, from, to } of linesOf(map, source)) {
    const target = map.nodes.get(node);
    const isWhole = target?.kind === 'field' && target.value.from === from && target.value.to === to;
    const field = fields.get(path);
    if (kind === 'direct' && isWhole && field !== undefined) found.set(node, field);
  }
  return found;
}

function typeOfValue(value: ValueNode, origin: MapField | undefined): FieldType {
  switch (value.kind) {
    case 'object':
      return 'object';
    case 'list':
      return 'list';
    case 'forEach':
      return value.many ? 'list' : 'unknown';
    case 'constant':
      return value.value === null ? 'unknown' : valueType(value.syntax);
    case 'formula':
      return origin?.type ?? valueType(value.syntax);
    default:
      return valueType(value.syntax);
  }
}

function fits(given: FieldType, wanted: FieldType): boolean {
  if (given === wanted || given === 'unknown' || wanted === 'unknown') return true;
  // A list of one is written without brackets, and a value that stands for a list is made one.
  return wanted === 'list' && given === 'object';
}

function mismatch(
  { path, value: { from, to } }: FieldNode,
  given: FieldType,
  wanted: FieldType,
  origin: MapField | undefined,
): MapProblem {
  const message = `${path} must be ${TYPE_NAMES[wanted]}, but is ${TYPE_NAMES[given]}`;
  const base = { path, from, to, code: 'type.mismatch' as const };
  return origin === undefined
    ? { ...base, severity: 'error', message }
    : { ...base, severity: 'warning', message: `${message} in ${origin.path}`, source: origin.path };
}

/** Fields that the map reads and the source has not, and fields that it does not read. */
export function checkSources(map: MapTree, source: readonly MapField[]): MapProblem[] {
  const lines = linesOf(map, source);
  const unknown = lines
    .filter(({ known, source: path }) => known === false && !path.startsWith('$'))
    .map(({ source: path, from, to }): MapProblem => {
      const message = `The source has no field ${path}`;
      const target = fieldAround(map, from)?.path ?? '';
      return { path: target, from, to, severity: 'warning', code: 'source.unknown', message, source: path };
    });
  const loops = new Set([...map.nodes.values()].filter(({ kind }) => kind === 'forEach').map(({ id }) => id));
  const used = new Set<string>();
  let isOpen = false;
  for (const { node, source: path, kind } of lines) {
    isOpen ||= path.includes('*');
    // Going through a list uses nothing of its entries yet.
    if (!loops.has(node) || kind !== 'direct') used.add(path.replaceAll('[]', ''));
  }
  return isOpen ? unknown : [...unknown, ...unused(source, used)];
}

function unused(source: readonly MapField[], used: ReadonlySet<string>): MapProblem[] {
  return source.flatMap(({ path, steps, type }): MapProblem[] => {
    if (type === 'object' || type === 'list' || steps.at(-1) === EACH) return [];
    const above = steps.map((_, index) => pathKey(steps.slice(0, index + 1)));
    if (above.some((key) => key !== '' && used.has(key))) return [];
    const message = `Nothing is made of ${path}`;
    return [{ path: '', from: 0, to: 0, severity: 'info', code: 'source.unused', message, source: path }];
  });
}
