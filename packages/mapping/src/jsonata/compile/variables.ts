import type { ParentAst, VariableAst } from '../ast.ts';
import { UNBOUND, type Evaluator, type Frame } from '../frame.ts';
import type { Scope } from '../scope.ts';
import { globalValue } from '../globals.ts';
import type { Marked } from '../values.ts';
import type { NodeCompiler } from './context.ts';

type Read = (frame: Frame) => unknown;

/** A place where a variable may live: so many scopes outwards, in a slot or in a tuple. */
interface Place {
  hops: number;
  /** Undefined: look into the tuple of the frame. */
  slot: number | undefined;
  /** Always holds a value, so that no place further out can matter. */
  certain: boolean;
}

export const compileVariable: NodeCompiler<VariableAst> = (ast, scope) => {
  if (ast.value === '') return contextValue;
  const read = compileRead(ast.value, scope);
  return (_input, frame) => read(frame);
};

/** `%` reads the variable that the step it refers to has bound. */
export const compileParent: NodeCompiler<ParentAst> = (ast, scope) => {
  const read = compileRead(ast.slot.label, scope);
  return (_input, frame) => read(frame);
};

const contextValue: Evaluator = (input) =>
  Array.isArray(input) && (input as Marked).outerWrapper === true ? input[0] : input;

/** Reads a variable by name: the innermost scope in which it has been assigned by then. */
export function compileRead(name: string, scope: Scope): Read {
  const places = placesOf(name, scope);
  const [first] = places;
  if (!first) return compileGlobal(name, scope);
  if (first.certain && first.slot !== undefined) return readCertain(first.hops, first.slot);
  const outermost = places.at(-1)?.certain === true ? undefined : compileGlobal(name, scope);
  return (frame) => {
    for (const place of places) {
      const value = valueAt(place, frame, name);
      if (value !== UNBOUND) return value;
    }
    return outermost?.(frame);
  };
}

function placesOf(name: string, scope: Scope): Place[] {
  const places: Place[] = [];
  let hops = 0;
  for (let at: Scope | undefined = scope; at; at = at.parent, hops++) {
    const slot = at.slotOf(name);
    const certain = at.isParameter(name);
    if (slot !== undefined) places.push({ hops, slot, certain });
    if (certain) break;
    if (at.kind === 'tuple') places.push({ hops, slot: undefined, certain: false });
  }
  return places;
}

function frameAt(frame: Frame, hops: number): Frame {
  let at = frame;
  for (let left = hops; left > 0; left--) at = at.parent ?? at;
  return at;
}

function valueAt(place: Place, frame: Frame, name: string): unknown {
  const at = frameAt(frame, place.hops);
  if (place.slot !== undefined) return at.slots[place.slot];
  return at.tuple && name !== '@' && Object.hasOwn(at.tuple, name) ? at.tuple[name] : UNBOUND;
}

function readCertain(hops: number, slot: number): Read {
  if (hops === 0) return (frame) => frame.slots[slot];
  if (hops === 1) return (frame) => frame.parent?.slots[slot];
  return (frame) => frameAt(frame, hops).slots[slot];
}

/** Number of a variable that no scope assigns, where such variables are numbered. */
export function globalNumber(name: string, scope: Scope): number | undefined {
  return placesOf(name, scope).length === 0 ? scope.globals?.numberOf(name) : undefined;
}

/** A variable that no scope assigns: the document, a binding of the caller, or a built-in. */
function compileGlobal(name: string, scope: Scope): Read {
  if (!scope.globals) return (frame) => globalValue(frame.run, name);
  const number = scope.globals.numberOf(name);
  return (frame) => frame.run.globals[number];
}
