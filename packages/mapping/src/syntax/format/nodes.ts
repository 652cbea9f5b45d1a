import type * as Tree from '../tree.ts';
import type { SyntaxNode } from '../tree.ts';
import { concat, emptyLine, group, hardline, indent, line, softline, text, type Doc } from './doc.ts';
import type { Feed } from './feed.ts';

const blank = text(' ');
const nothing = concat();

/** Operators that stand in one chain: those that bind equally. */
const CHAINS: readonly (readonly string[])[] = [
  ['*', '/', '%'],
  ['+', '-', '&'],
  ['=', '!=', '<', '<=', '>', '>=', 'in', '~>'],
  ['and'],
  ['or'],
];

/** What may follow the opening bracket of a call in its line and break within itself. */
const HUGGED: ReadonlySet<SyntaxNode['kind']> = new Set(['lambda', 'object', 'block', 'array', 'transform']);
const SHORT: ReadonlySet<SyntaxNode['kind']> = new Set([
  'name',
  'variable',
  'path',
  'string',
  'number',
  'boolean',
  'null',
]);

/** Turns nodes into documents; each takes its tokens from the feed in the order of the text. */
export class Formatter {
  private readonly feed: Feed;

  constructor(feed: Feed) {
    this.feed = feed;
  }

  /** The whole expression, with the comments behind it. */
  whole(node: SyntaxNode): Doc {
    return concat(this.node(node), ...this.feed.comments());
  }

  private node(node: SyntaxNode): Doc {
    switch (node.kind) {
      case 'path':
        return this.path(node);
      case 'filter':
        return this.filter(node);
      case 'keepArray':
        return concat(this.node(node.subject), this.feed.take(), this.feed.take());
      case 'sort':
        return this.sort(node);
      case 'object':
        return this.list(node.entries, (entry) => this.entry(entry), line);
      case 'group':
        return concat(
          this.node(node.subject),
          this.list(node.entries, (entry) => this.entry(entry), line),
        );
      case 'bindContext':
      case 'bindPosition':
        return concat(this.node(node.subject), this.feed.take(), this.node(node.variable));
      case 'array':
        return this.list(node.items, (item) => this.node(item), softline);
      case 'block':
        return this.block(node);
      default:
        return this.operation(node);
    }
  }

  private operation(node: SyntaxNode): Doc {
    switch (node.kind) {
      case 'range':
        return concat(this.node(node.start), this.feed.take(), this.node(node.end));
      case 'call':
      case 'partial':
        return this.call(node);
      case 'lambda':
        return this.lambda(node);
      case 'condition':
        return this.condition(node);
      case 'binary':
      case 'apply':
        return this.chain(node);
      case 'default':
      case 'coalesce':
        return this.fallback(node);
      case 'negate':
        return concat(this.feed.take(), this.node(node.operand));
      case 'assign':
        return concat(this.node(node.target), blank, this.feed.take(), blank, this.node(node.value));
      case 'transform':
        return this.transform(node);
      default:
        return this.feed.take();
    }
  }

  private path({ steps }: Tree.PathNode): Doc {
    return concat(
      ...steps.flatMap((step, index) =>
        index === 0 ? [this.node(step)] : [this.feed.take(), this.node(step)],
      ),
    );
  }

  /** A plain comparison stays in the line of its path. */
  private filter({ subject, predicate }: Tree.FilterNode): Doc {
    const space = isPlain(predicate) ? nothing : softline;
    const parts = [this.node(subject), this.feed.take()];
    return concat(...parts, group(concat(indent(concat(space, this.node(predicate))), this.closer(space))));
  }

  /** The closing bracket; comments before it stand with the content. */
  private closer(space: Doc): Doc {
    const comments = this.feed.comments();
    const end = concat(space, this.feed.take());
    return comments.length > 0 ? concat(indent(concat(...comments)), end) : end;
  }

  /** @param space what stands inside of the brackets when all of it is in one line */
  private list<T>(items: readonly T[], item: (one: T) => Doc, space: Doc, separator: Doc = line): Doc {
    const open = this.feed.take();
    if (items.length === 0) return concat(open, this.closer(nothing));
    const parts = items.map((one, index) => {
      const content = item(one);
      return index < items.length - 1
        ? concat(content, this.feed.take(), this.paragraph(separator))
        : content;
    });
    return group(concat(open, indent(concat(space, ...parts)), this.closer(space)));
  }

  /** The break after an item, with an empty line where there was one. */
  private paragraph(separator: Doc): Doc {
    return this.feed.isParagraph() ? emptyLine : separator;
  }

  private entry({ key, value }: Tree.ObjectEntry): Doc {
    const name = this.node(key);
    return concat(name, this.feed.take(), blank, this.node(value));
  }

  /** Several expressions stand in a line each. */
  private block({ expressions }: Tree.BlockNode): Doc {
    if (expressions.length === 0) return this.list(expressions, () => nothing, softline);
    const open = this.feed.take();
    const parts = expressions.map((one, index) => {
      const content = this.node(one);
      if (this.feed.peek() !== ';') return content;
      const end = this.feed.take();
      return concat(content, end, index < expressions.length - 1 ? this.paragraph(hardline) : nothing);
    });
    return group(concat(open, indent(concat(softline, ...parts)), this.closer(softline)));
  }

  private sort({ subject, terms }: Tree.SortNode): Doc {
    return concat(
      this.node(subject),
      this.feed.take(),
      this.list(terms, (term) => this.sortTerm(term), softline),
    );
  }

  private sortTerm({ expression }: Tree.SortTerm): Doc {
    const sign = this.feed.peek();
    return sign === '<' || sign === '>'
      ? concat(this.feed.take(), this.node(expression))
      : this.node(expression);
  }

  private call({ callee, arguments: list }: Tree.CallNode | Tree.PartialNode): Doc {
    const name = this.node(callee);
    const last = list.at(-1);
    const hugs =
      last !== undefined && HUGGED.has(last.kind) && list.slice(0, -1).every(({ kind }) => SHORT.has(kind));
    if (!hugs)
      return concat(
        name,
        this.list(list, (one) => this.node(one), softline),
      );
    const parts = [this.feed.take()];
    for (const one of list) {
      parts.push(this.node(one), this.feed.take());
      if (one !== last) parts.push(blank);
    }
    return concat(name, ...parts);
  }

  private lambda({ parameters, body }: Tree.LambdaNode): Doc {
    const head = concat(
      this.feed.take(),
      this.list(parameters, (one) => this.node(one), softline),
    );
    const types = this.feed.peek() === '<' ? this.feed.takeRaw(({ id }) => id === '{') : nothing;
    const open = this.feed.take();
    const content = this.node(body);
    return concat(head, types, blank, group(concat(open, indent(concat(line, content)), this.closer(line))));
  }

  /** Conditions that follow one another stand below one another. */
  private condition(node: Tree.ConditionNode): Doc {
    const first = this.choice(node);
    const others: Doc[] = [];
    let rest = node.else;
    while (rest) {
      const colon = this.feed.take();
      others.push(line, colon, blank);
      const isChoice = rest.kind === 'condition';
      others.push(rest.kind === 'condition' ? this.choice(rest) : this.node(rest));
      rest = isChoice && rest.kind === 'condition' ? rest.else : undefined;
    }
    return group(concat(first, indent(concat(...others))));
  }

  private choice({ condition, then }: Tree.ConditionNode): Doc {
    const test = this.node(condition);
    const sign = this.feed.take();
    return group(concat(test, indent(concat(line, sign, blank, indent(this.node(then))))));
  }

  /** Operators of one kind stand at the beginning of the lines. */
  private chain(node: Tree.BinaryNode | Tree.ApplyNode): Doc {
    const links: (Tree.BinaryNode | Tree.ApplyNode)[] = [];
    let first: SyntaxNode = node;
    const level = levelOf(node);
    while ((first.kind === 'binary' || first.kind === 'apply') && levelOf(first) === level) {
      links.push(first);
      first = first.left;
    }
    const start = this.node(first);
    const rest = links.reverse().map(({ right }) => concat(line, this.feed.take(), blank, this.node(right)));
    return group(concat(start, indent(concat(...rest))));
  }

  private fallback({ left, right }: Tree.DefaultNode | Tree.CoalesceNode): Doc {
    const start = this.node(left);
    return group(concat(start, indent(concat(line, this.feed.take(), blank, this.node(right)))));
  }

  private transform(node: Tree.TransformNode): Doc {
    const parts = [this.feed.take(), this.node(node.pattern), this.feed.take(), this.node(node.update)];
    if (node.delete) parts.push(this.feed.take(), blank, this.node(node.delete));
    return concat(...parts, this.feed.take());
  }
}

function isPlain(node: SyntaxNode): boolean {
  return (
    SHORT.has(node.kind) ||
    (node.kind === 'binary' && SHORT.has(node.left.kind) && SHORT.has(node.right.kind))
  );
}

function levelOf(node: Tree.BinaryNode | Tree.ApplyNode): number {
  const sign = node.kind === 'apply' ? '~>' : node.operator;
  return CHAINS.findIndex((signs) => signs.includes(sign));
}
