import type { SyntaxNode, SyntaxProblem, SyntaxTree, TextRange } from '../syntax/tree.ts';
import type { PathStep } from './paths.ts';

/** What all nodes of a map have. Offsets count UTF-16 units in the map's text. */
interface Common extends TextRange {
  /** Told by the target path, so that it stays while other parts of the map change; a field's is its path. */
  readonly id: string;
  /** Place in the result: `lines[].quantity`; empty for the whole result. */
  readonly path: string;
  readonly steps: readonly PathStep[];
  /** The part of the text from `from` to `to`. */
  readonly expression: string;
  readonly syntax: SyntaxNode;
}

/** A field of an object in the result; `from` and `to` reach from its name to the end of its value. */
export interface FieldNode extends Common {
  readonly kind: 'field';
  readonly name: string;
  readonly nameRange: TextRange;
  readonly value: ValueNode;
  /** Comments before the field and behind it in the same line, without their signs. */
  readonly comments: readonly string[];
  /** The field with its comments. */
  readonly extent: TextRange;
}

/** `{ … }`; fields whose names are computed are `others`. */
export interface ObjectNode extends Common {
  readonly kind: 'object';
  readonly fields: readonly FieldNode[];
  readonly others: readonly FormulaNode[];
}

/** `[a, b]`: entries written one by one. */
export interface ListNode extends Common {
  readonly kind: 'list';
  readonly items: readonly ValueNode[];
}

/** Something made for each entry of a list of the source, or for an object: `lines[open].{ … }`. */
export interface ForEachNode extends Common {
  readonly kind: 'forEach';
  /** Path: `lines.{ … }`; map: `$map(lines, function($line) { … })`. */
  readonly form: 'path' | 'map';
  /** What is gone through, with filters and order. */
  readonly source: FormulaNode;
  /** The order of the entries, if one is given. */
  readonly sort: SortNode | undefined;
  /** Predicates of the source, as they are written between the brackets. */
  readonly filters: readonly FormulaNode[];
  /** Name of the variable for the entry, in the form `map`. */
  readonly variable: string | undefined;
  /** Whether the result is a list; else one object, which the map moves into. */
  readonly many: boolean;
  readonly body: ValueNode;
}

/** `^(…)`: `terms` is what stands between the brackets. */
export interface SortNode extends Common {
  readonly kind: 'sort';
  readonly terms: readonly (TextRange & { expression: string; descending: boolean })[];
}

/** `lines{key: …}`: an object with a field for each different key. */
export interface GroupNode extends Common {
  readonly kind: 'group';
  readonly source: FormulaNode;
  readonly key: FormulaNode;
  readonly body: ValueNode;
}

/** `condition ? then : otherwise` */
export interface ConditionNode extends Common {
  readonly kind: 'condition';
  readonly condition: FormulaNode;
  readonly then: ValueNode;
  readonly otherwise: ValueNode | undefined;
}

/** `( $x := …; $assert(…); result )` */
export interface BlockNode extends Common {
  readonly kind: 'block';
  readonly variables: readonly VariableNode[];
  /** Expressions whose value is not used: `$assert(…)`. */
  readonly checks: readonly FormulaNode[];
  readonly result: ValueNode;
}

/** `$x := …` in a block. */
export interface VariableNode extends Common {
  readonly kind: 'variable';
  readonly name: string;
  readonly value: FormulaNode;
}

/** `$lookup("table", key, options)` */
export interface LookupNode extends Common {
  readonly kind: 'lookup';
  readonly table: string;
  readonly key: FormulaNode;
  readonly options: FormulaNode | undefined;
}

/** A text, number, true, false or null as it is written. */
export interface ConstantNode extends Common {
  readonly kind: 'constant';
  readonly value: string | number | boolean | null;
}

/** An expression that the picture shows as text. */
export interface FormulaNode extends Common {
  readonly kind: 'formula';
}

/** What gives a value at a place of the result. */
export type ValueNode =
  | ObjectNode
  | ListNode
  | ForEachNode
  | GroupNode
  | ConditionNode
  | BlockNode
  | LookupNode
  | ConstantNode
  | FormulaNode;

export type MapNode = ValueNode | FieldNode | SortNode | VariableNode;

/** A map read: the text, and the tree that has the shape of the result. */
export interface MapTree {
  readonly text: string;
  readonly root: ValueNode;
  readonly syntax: SyntaxTree;
  readonly problems: readonly SyntaxProblem[];
  /** All nodes by id. */
  readonly nodes: ReadonlyMap<string, MapNode>;
}

/** What a block does before its result, in the order of the text. */
export function statementsOf({ variables, checks }: BlockNode): readonly (VariableNode | FormulaNode)[] {
  return [...variables, ...checks].toSorted((one, other) => one.from - other.from);
}

/** What stands directly inside a node, in the order of the text. */
export function childNodes(node: MapNode): readonly MapNode[] {
  switch (node.kind) {
    case 'field':
    case 'variable':
      return [node.value];
    case 'object':
      return [...node.fields, ...node.others];
    case 'list':
      return node.items;
    case 'forEach':
      return [node.source, ...node.filters, ...(node.sort ? [node.sort] : []), node.body];
    case 'group':
      return [node.source, node.key, node.body];
    case 'condition':
      return [node.condition, node.then, ...(node.otherwise ? [node.otherwise] : [])];
    case 'block':
      return [...statementsOf(node), node.result];
    case 'lookup':
      return node.options ? [node.key, node.options] : [node.key];
    default:
      return [];
  }
}
