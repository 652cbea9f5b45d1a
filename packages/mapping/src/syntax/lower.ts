import type { Ast, CallAst } from '../jsonata/ast.ts';
import { Ancestry } from './ancestry.ts';
import { bindContext, bindPosition, filter, group, path, sort } from './lower-path.ts';
import type { ProblemLog } from './problems.ts';
import type * as Tree from './tree.ts';
import type { SyntaxNode } from './tree.ts';

/** How deep `??` and `?:` may stand on the left side of one another: each level doubles the result. */
const MAX_DOUBLING = 10;

/**
 * The tree as the reference parser hands it to an evaluator. Rules that can only be told from there
 * are checked on the way: a number as a step, a second grouping, a parent that nothing has.
 * The tree must be without problems so far.
 */
export function lower(root: SyntaxNode, problems: ProblemLog): Ast {
  const lowering = new Lowering(problems);
  const result = lowering.lower(root);
  lowering.ancestry.finish(result);
  return result;
}

export class Lowering {
  readonly problems: ProblemLog;
  readonly ancestry: Ancestry;
  private doubling = 0;

  constructor(problems: ProblemLog) {
    this.problems = problems;
    this.ancestry = new Ancestry(problems);
  }

  /** @param keep whether `[]` follows, possibly behind predicates */
  lower(node: SyntaxNode, keep = false): Ast {
    if (node.kind === 'keepArray') return this.lower(node.subject, true);
    if (node.kind === 'filter') return filter(this, node, keep);
    const result = this.convert(node, keep);
    if (keep) result.keepArray = true;
    return result;
  }

  private convert(node: SyntaxNode, keep: boolean): Ast {
    switch (node.kind) {
      case 'name':
        return this.name(node, keep);
      case 'path':
        return path(this, node);
      case 'sort':
        return sort(this, node);
      case 'group':
        return group(this, node);
      case 'bindContext':
        return bindContext(this, node, keep);
      case 'bindPosition':
        return bindPosition(this, node);
      case 'parent':
        return this.ancestry.operator(node);
      case 'object':
      case 'array':
      case 'block':
      case 'lambda':
      case 'transform':
        return this.structure(node);
      default:
        return this.operation(node);
    }
  }

  private structure(
    node: Tree.ObjectNode | Tree.ArrayNode | Tree.BlockNode | Tree.LambdaNode | Tree.TransformNode,
  ): Ast {
    switch (node.kind) {
      case 'object':
        return this.object(node);
      case 'array':
        return this.array(node);
      case 'block':
        return this.block(node);
      case 'lambda':
        return this.lambda(node);
      case 'transform':
        return this.transform(node);
    }
  }

  private operation(node: SyntaxNode): Ast {
    switch (node.kind) {
      case 'negate':
        return this.negate(node);
      case 'binary':
      case 'apply':
        return this.chain(node);
      case 'range':
        return this.sides('..', node, [this.lower(node.start), this.lower(node.end)]);
      case 'call':
      case 'partial':
        return this.call(node);
      case 'condition':
        return this.condition(node);
      case 'default':
      case 'coalesce':
        return this.fallback(node);
      case 'assign':
        return this.assign(node);
      default:
        return this.leaf(node);
    }
  }

  private leaf(node: SyntaxNode): Ast {
    const position = node.to;
    switch (node.kind) {
      case 'string':
      case 'number':
        return { type: node.kind, value: node.value, position };
      case 'boolean':
        return { type: 'value', value: node.value, position };
      case 'null':
        return { type: 'value', value: null, position };
      case 'variable':
        return { type: 'variable', value: node.name, position };
      case 'wildcard':
        return { type: 'wildcard', position };
      case 'descendants':
        return { type: 'descendant', position };
      case 'regex':
        return { type: 'regex', value: new RegExp(node.pattern, `${node.flags}g`), position };
      case 'placeholder':
        return { type: 'operator', value: '?', position };
      default:
        throw new Error(`A tree with problems cannot be lowered: ${node.kind} at ${node.from}`);
    }
  }

  private name(node: Tree.NameNode, keep: boolean): Ast {
    const step: Ast = { type: 'name', value: node.value, position: node.to };
    if (!keep) return { type: 'path', steps: [step] };
    step.keepArray = true;
    return { type: 'path', steps: [step], keepSingletonArray: true };
  }

  private negate(node: Tree.NegateNode): Ast {
    const expression = this.lower(node.operand);
    if (expression.type === 'number') {
      expression.value = -Number(expression.value);
      return expression;
    }
    const result: Ast = { type: 'unary', value: '-', position: node.from + 1, expression };
    this.ancestry.handOn(result, expression);
    return result;
  }

  private array(node: Tree.ArrayNode): Ast {
    const expressions = node.items.map((item) => this.lower(item));
    const result: Ast = { type: 'unary', value: '[', position: node.from + 1, expressions };
    for (const item of expressions) this.ancestry.handOn(result, item);
    return result;
  }

  private object(node: Tree.ObjectNode): Ast {
    const lhs = this.entries(node.entries);
    const result: Ast = { type: 'unary', value: '{', position: node.from + 1, lhs };
    for (const part of lhs.flat()) this.ancestry.handOn(result, part);
    return result;
  }

  entries(entries: readonly Tree.ObjectEntry[]): [Ast, Ast][] {
    return entries.map(({ key, value }) => [this.lower(key), this.lower(value)]);
  }

  private block(node: Tree.BlockNode): Ast {
    const expressions = node.expressions.map((part) => this.lower(part));
    const result: Ast = { type: 'block', position: node.from + 1, expressions };
    for (const part of expressions) {
      this.ancestry.handOn(result, part);
      if (part.consarray === true || (part.type === 'path' && part.steps[0]?.consarray === true)) {
        result.consarray = true;
      }
    }
    return result;
  }

  private lambda(node: Tree.LambdaNode): Ast {
    const parameters = node.parameters.flatMap((one) =>
      one.kind === 'variable' ? [{ type: 'variable', value: one.name, position: one.to } as const] : [],
    );
    const result: Ast = {
      type: 'lambda',
      position: node.at + 1,
      arguments: parameters,
      body: tailCalls(this.lower(node.body)),
    };
    if (node.signature !== undefined) result.signature = { definition: node.signature };
    return result;
  }

  private transform(node: Tree.TransformNode): Ast {
    const pattern = this.lower(node.pattern);
    const update = this.lower(node.update);
    const result: Ast = { type: 'transform', position: node.from + 1, pattern, update };
    if (node.delete) result.delete = this.lower(node.delete);
    return result;
  }

  /** Operators one after the other are gone through from the left, since there may be many. */
  private chain(node: Tree.BinaryNode | Tree.ApplyNode): Ast {
    const links: (Tree.BinaryNode | Tree.ApplyNode)[] = [];
    let first: SyntaxNode = node;
    while (first.kind === 'binary' || first.kind === 'apply') {
      links.push(first);
      first = first.left;
    }
    return links.reduceRight(
      (left, link) => this.link(link, left, this.lower(link.right)),
      this.lower(first),
    );
  }

  private link(node: Tree.BinaryNode | Tree.ApplyNode, lhs: Ast, rhs: Ast): Ast {
    if (node.kind === 'binary') return this.sides(node.operator, node, [lhs, rhs]);
    const result: Ast = { type: 'apply', position: node.at + 2, lhs, rhs };
    const keepArray = lhs.keepArray ?? rhs.keepArray;
    if (keepArray !== undefined) result.keepArray = keepArray;
    return result;
  }

  private sides(value: string, { at }: { at: number }, [lhs, rhs]: [Ast, Ast]): Ast {
    const result: Ast = { type: 'binary', value, position: at + value.length, lhs, rhs };
    this.ancestry.handOn(result, lhs);
    this.ancestry.handOn(result, rhs);
    return result;
  }

  private call(node: Tree.CallNode | Tree.PartialNode): Ast {
    const parameters = node.arguments.map((one) => this.lower(one));
    const procedure = this.lower(node.callee);
    const type = node.kind === 'call' ? 'function' : 'partial';
    const result: CallAst = { type, position: node.at + 1, procedure, arguments: parameters };
    for (const one of parameters) this.ancestry.handOn(result, one);
    return result;
  }

  private condition(node: Tree.ConditionNode): Ast {
    const condition = this.lower(node.condition);
    const then = this.lower(node.then);
    const result: Ast = { type: 'condition', position: node.at + 1, condition, then };
    this.ancestry.handOn(result, condition);
    this.ancestry.handOn(result, then);
    if (!node.else) return result;
    result.else = this.lower(node.else);
    this.ancestry.handOn(result, result.else);
    return result;
  }

  /** `a ?: b` is `a ? a : b`, and `a ?? b` is `$exists(a) ? a : b`. */
  private fallback(node: Tree.DefaultNode | Tree.CoalesceNode): Ast {
    this.doubling += 1;
    if (this.doubling > MAX_DOUBLING) this.problems.addLast('X1006', node);
    const tested = this.doubling > MAX_DOUBLING ? undefined : this.lower(node.left);
    const then = this.lower(node.left);
    this.doubling -= 1;
    const condition = node.kind === 'default' ? (tested ?? then) : this.exists(tested ?? then);
    const result: Ast = {
      type: 'condition',
      position: node.at + 2,
      condition,
      then,
      else: this.lower(node.right),
    };
    for (const part of [result.condition, result.then, result.else])
      if (part) this.ancestry.handOn(result, part);
    return result;
  }

  private exists(value: Ast): Ast {
    const procedure: Ast = { type: 'variable', value: 'exists' };
    const result: Ast = { type: 'function', procedure, arguments: [value] };
    this.ancestry.handOn(result, value);
    return result;
  }

  private assign(node: Tree.AssignNode): Ast {
    const lhs = this.lower(node.target);
    const rhs = this.lower(node.value);
    if (lhs.type !== 'variable') return rhs;
    const result: Ast = { type: 'bind', position: node.at + 2, lhs, rhs };
    this.ancestry.handOn(result, rhs);
    return result;
  }
}

/** Marks the calls that a function ends with, so that recursion need not nest. */
function tailCalls(ast: Ast): Ast {
  if (ast.type === 'function' && !ast.predicate) return thunk(ast);
  if (ast.type === 'condition') {
    ast.then = tailCalls(ast.then);
    if (ast.else) ast.else = tailCalls(ast.else);
  } else if (ast.type === 'block') {
    const last = ast.expressions.pop();
    if (last) ast.expressions.push(tailCalls(last));
  }
  return ast;
}

function thunk(body: CallAst): Ast {
  const { position } = body;
  return { type: 'lambda', thunk: true, arguments: [], body, ...(position !== undefined && { position }) };
}
