/**
 * The lossless syntax tree of JSONata. Offsets count UTF-16 units; a node reaches from its first
 * token to the end of its last one, so that blanks and comments around it belong to nobody and are
 * found in the list of tokens, which covers the text without gaps.
 */

export interface TextRange {
  /** Offset of the first character. */
  readonly from: number;
  /** Offset after the last character. */
  readonly to: number;
}

export type TokenKind =
  | 'blank'
  | 'comment'
  | 'string'
  | 'number'
  | 'regex'
  | 'variable'
  | 'name'
  /** `true`, `false`, `null`, and `and`, `or`, `in` wherever they stand. */
  | 'keyword'
  | 'operator'
  /** Characters that begin nothing in the language. */
  | 'unknown'
  /** Only as the last token asked for; not in the list of tokens. */
  | 'end';

export interface Token extends TextRange {
  readonly kind: TokenKind;
  /** The sign or word of an operator or keyword; empty for everything else. */
  readonly id: string;
}

/** A mistake in the text. The code is JSONata's own (`S0…`) or ours (`X1…`). */
export interface SyntaxProblem extends TextRange {
  readonly code: string;
  readonly message: string;
}

/** A node that an operator or bracket after its first operand makes. */
interface Infix extends TextRange {
  /** Offset of the operator or opening bracket. */
  readonly at: number;
}

export interface StringNode extends TextRange {
  readonly kind: 'string';
  readonly value: string;
}
export interface NumberNode extends TextRange {
  readonly kind: 'number';
  readonly value: number;
}
export interface BooleanNode extends TextRange {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface NullNode extends TextRange {
  readonly kind: 'null';
}
export interface NameNode extends TextRange {
  readonly kind: 'name';
  /** Without backquotes. */
  readonly value: string;
}
export interface VariableNode extends TextRange {
  readonly kind: 'variable';
  /** Without the first `$`: empty for the context `$`, `$` for the input `$$`. */
  readonly name: string;
}
/** `*`: all fields. */
export interface WildcardNode extends TextRange {
  readonly kind: 'wildcard';
}
/** `**`: everything below. */
export interface DescendantsNode extends TextRange {
  readonly kind: 'descendants';
}
/** `%` */
export interface ParentNode extends TextRange {
  readonly kind: 'parent';
}
export interface RegexNode extends TextRange {
  readonly kind: 'regex';
  readonly pattern: string;
  /** `i`, `m` or both. */
  readonly flags: string;
}

/** `a.b.c`: two steps at least. A path in brackets is a block and stays a step of its own. */
export interface PathNode extends TextRange {
  readonly kind: 'path';
  readonly steps: readonly SyntaxNode[];
}
/** `subject[predicate]` */
export interface FilterNode extends Infix {
  readonly kind: 'filter';
  readonly subject: SyntaxNode;
  readonly predicate: SyntaxNode;
}
/** `subject[]`: a single value stays a list. */
export interface KeepArrayNode extends Infix {
  readonly kind: 'keepArray';
  readonly subject: SyntaxNode;
}
export interface SortTerm extends TextRange {
  readonly kind: 'sortTerm';
  readonly descending: boolean;
  readonly expression: SyntaxNode;
}
/** `subject^(<a, >b)` */
export interface SortNode extends Infix {
  readonly kind: 'sort';
  readonly subject: SyntaxNode;
  readonly terms: readonly SortTerm[];
}
/** One `key: value` of an object or a group. */
export interface ObjectEntry extends TextRange {
  readonly kind: 'entry';
  readonly key: SyntaxNode;
  readonly value: SyntaxNode;
}
/** `subject{key: value}` */
export interface GroupNode extends Infix {
  readonly kind: 'group';
  readonly subject: SyntaxNode;
  readonly entries: readonly ObjectEntry[];
}
/** `subject#$i` */
export interface BindPositionNode extends Infix {
  readonly kind: 'bindPosition';
  readonly subject: SyntaxNode;
  /** A variable, unless there is a problem. */
  readonly variable: SyntaxNode;
}
/** `subject@$x` */
export interface BindContextNode extends Infix {
  readonly kind: 'bindContext';
  readonly subject: SyntaxNode;
  /** A variable, unless there is a problem. */
  readonly variable: SyntaxNode;
}
export interface ArrayNode extends TextRange {
  readonly kind: 'array';
  readonly items: readonly SyntaxNode[];
}
/** `1..5`, in a list only. */
export interface RangeNode extends Infix {
  readonly kind: 'range';
  readonly start: SyntaxNode;
  readonly end: SyntaxNode;
}
export interface ObjectNode extends TextRange {
  readonly kind: 'object';
  readonly entries: readonly ObjectEntry[];
}
/** `(a; b)` */
export interface BlockNode extends TextRange {
  readonly kind: 'block';
  readonly expressions: readonly SyntaxNode[];
}
export interface CallNode extends Infix {
  readonly kind: 'call';
  readonly callee: SyntaxNode;
  readonly arguments: readonly SyntaxNode[];
}
/** A call with `?` in place of an argument at least. */
export interface PartialNode extends Infix {
  readonly kind: 'partial';
  readonly callee: SyntaxNode;
  readonly arguments: readonly SyntaxNode[];
}
/** `?` among the arguments. */
export interface PlaceholderNode extends TextRange {
  readonly kind: 'placeholder';
}
export interface LambdaNode extends Infix {
  readonly kind: 'lambda';
  /** Variables, unless there is a problem. */
  readonly parameters: readonly SyntaxNode[];
  /** `<n-n:n>` as it is understood, without blanks. */
  readonly signature: string | undefined;
  readonly body: SyntaxNode;
}
/** `condition ? then : else` */
export interface ConditionNode extends Infix {
  readonly kind: 'condition';
  readonly condition: SyntaxNode;
  readonly then: SyntaxNode;
  readonly else: SyntaxNode | undefined;
}
/** `left ?: right`: the right side where the left one is nothing or false. */
export interface DefaultNode extends Infix {
  readonly kind: 'default';
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
}
/** `left ?? right`: the right side where the left one is absent. */
export interface CoalesceNode extends Infix {
  readonly kind: 'coalesce';
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
}
/** `-operand` */
export interface NegateNode extends TextRange {
  readonly kind: 'negate';
  readonly operand: SyntaxNode;
}
export type BinaryOperator =
  '+' | '-' | '*' | '/' | '%' | '&' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | 'in';
export interface BinaryNode extends Infix {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
}
/** `left ~> right` */
export interface ApplyNode extends Infix {
  readonly kind: 'apply';
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
}
/** `$x := value` */
export interface AssignNode extends Infix {
  readonly kind: 'assign';
  /** A variable, unless there is a problem. */
  readonly target: SyntaxNode;
  readonly value: SyntaxNode;
}
/** `|pattern|update, delete|` */
export interface TransformNode extends TextRange {
  readonly kind: 'transform';
  readonly pattern: SyntaxNode;
  readonly update: SyntaxNode;
  readonly delete: SyntaxNode | undefined;
}
/** Where an expression should stand and none does; of no length. There is a problem for each. */
export interface MissingNode extends TextRange {
  readonly kind: 'missing';
}
/** Expressions side by side where there should be one. There is a problem for each. */
export interface FragmentsNode extends TextRange {
  readonly kind: 'fragments';
  readonly parts: readonly SyntaxNode[];
}

export type SyntaxNode =
  | StringNode
  | NumberNode
  | BooleanNode
  | NullNode
  | NameNode
  | VariableNode
  | WildcardNode
  | DescendantsNode
  | ParentNode
  | RegexNode
  | PathNode
  | FilterNode
  | KeepArrayNode
  | SortNode
  | GroupNode
  | BindPositionNode
  | BindContextNode
  | ArrayNode
  | RangeNode
  | ObjectNode
  | BlockNode
  | CallNode
  | PartialNode
  | PlaceholderNode
  | LambdaNode
  | ConditionNode
  | DefaultNode
  | CoalesceNode
  | NegateNode
  | BinaryNode
  | ApplyNode
  | AssignNode
  | TransformNode
  | MissingNode
  | FragmentsNode;

/** An expression read. */
export interface SyntaxTree {
  readonly text: string;
  /** The whole expression; there always is one. */
  readonly root: SyntaxNode;
  /** Everything in the text in order, blanks and comments too: one token begins where the last ends. */
  readonly tokens: readonly Token[];
  /** What is wrong, in the order of the text; empty exactly when the expression is valid JSONata. */
  readonly problems: readonly SyntaxProblem[];
}
