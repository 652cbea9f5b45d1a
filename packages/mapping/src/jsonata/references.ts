import {
  calleeName,
  eachOwnChild,
  type ApplyAst,
  type Ast,
  type CallAst,
  type LambdaAst,
  type PathAst,
} from './ast.ts';

/** Paths of the input that a value may come from; none when that cannot be told. */
type Origins = readonly string[];

/** What is known where an expression stands: the origins of its context and of its variables. */
interface Surroundings {
  context: Origins;
  variables: ReadonlyMap<string, Origins>;
}

/** Origins followed for one value at most. */
const MAX_ORIGINS = 50;

/** Functions that call another for each element, with the parameter that takes the element. */
const ELEMENT_PARAMETERS: Readonly<Record<string, readonly number[]>> = {
  map: [0],
  filter: [0],
  single: [0],
  sort: [0, 1],
  reduce: [1],
};

/** Functions whose result consists of elements of their arguments. */
const SELECTING: ReadonlySet<string> = new Set([
  'filter',
  'single',
  'sort',
  'reverse',
  'distinct',
  'shuffle',
  'append',
]);

/**
 * Paths that an expression reads from its input, such as `body.lines.qty`, sorted. Lists that are
 * only gone through count where nothing below them is read. Best effort: what is read through
 * computed names or recursive functions is left out.
 */
export function referencesOf(ast: Ast): string[] {
  const finder = new Finder();
  finder.read(ast, { context: [''], variables: new Map([['$', ['']]]) });
  return finder.result();
}

class Finder {
  private readonly used = new Set<string>();
  private readonly passed = new Set<string>();

  result(): string[] {
    const used = [...this.used];
    const passed = [...this.passed].filter((path) => !used.some((other) => other.startsWith(`${path}.`)));
    return [...new Set([...used, ...passed])].filter((path) => path !== '').sort();
  }

  /** Notes that the value of an expression is made use of. */
  read(ast: Ast, at: Surroundings): void {
    for (const path of this.trace(ast, at)) this.used.add(path);
  }

  /** Origins of the value of an expression; everything read on the way is noted. */
  private trace(ast: Ast, at: Surroundings): Origins {
    const origins = this.traceNode(ast, at);
    if (ast.type === 'path') return origins;
    for (const stage of ast.predicate ?? [])
      if (stage.expr) this.read(stage.expr, { ...at, context: origins });
    return ast.group ? this.pairs(ast.group.lhs, { ...at, context: this.pass(origins) }) : origins;
  }

  private traceNode(ast: Ast, at: Surroundings): Origins {
    switch (ast.type) {
      case 'path':
        return this.path(ast, at);
      case 'variable':
        return ast.value === '' ? at.context : (at.variables.get(ast.value) ?? []);
      case 'block':
        return this.block(ast.expressions, at);
      case 'condition':
        this.read(ast.condition, at);
        return merged([ast.then, ...(ast.else ? [ast.else] : [])].map((branch) => this.trace(branch, at)));
      case 'bind':
        return this.pass(this.trace(ast.rhs, at));
      case 'function':
        return this.call(ast, ast.arguments, at);
      case 'apply':
        return this.apply(ast, at);
      case 'lambda':
        return this.lambda(ast, [], at);
      case 'unary':
        if (ast.value === '[') return merged((ast.expressions ?? []).map((item) => this.trace(item, at)));
        return this.readAll(ast, at);
      default:
        return this.readAll(ast, at);
    }
  }

  private readAll(ast: Ast, at: Surroundings): Origins {
    eachOwnChild(ast, (child) => this.read(child, at));
    return [];
  }

  private pairs(pairs: readonly [Ast, Ast][], at: Surroundings): Origins {
    for (const part of pairs.flat()) this.read(part, at);
    return [];
  }

  private pass(origins: Origins): Origins {
    for (const path of origins) this.passed.add(path);
    return origins;
  }

  /** Assignments in a block hold for the expressions after them. */
  private block(expressions: readonly Ast[], at: Surroundings): Origins {
    const variables = new Map(at.variables);
    const inner = { ...at, variables };
    let origins: Origins = [];
    expressions.forEach((expression, index) => {
      origins = this.trace(expression, inner);
      if (expression.type === 'bind') variables.set(expression.lhs.value, origins);
      else if (index < expressions.length - 1) for (const path of origins) this.used.add(path);
    });
    return origins;
  }

  private path(ast: PathAst, at: Surroundings): Origins {
    const variables = new Map(at.variables);
    let context = at.context;
    for (const step of ast.steps) {
      const here = { context, variables };
      const reached = this.step(step, here);
      if (step.focus !== undefined) variables.set(step.focus, this.pass(reached));
      else context = reached;
      for (const stage of step.stages ?? [])
        if (stage.expr) this.read(stage.expr, { context: reached, variables });
    }
    return ast.group ? this.pairs(ast.group.lhs, { context: this.pass(context), variables }) : context;
  }

  private step(step: Ast, at: Surroundings): Origins {
    switch (step.type) {
      case 'name':
        return extend(at.context, nameStep(step.value));
      case 'wildcard':
        return extend(at.context, '*');
      case 'descendant':
        return extend(at.context, '**');
      case 'parent':
        return at.context.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('.'))));
      case 'sort':
        for (const term of step.terms) this.read(term.expression, at);
        return at.context;
      default:
        return this.trace(step, step.type === 'variable' ? at : { ...at, context: this.pass(at.context) });
    }
  }

  /** @param args the arguments, with the left side of a `~>` first */
  private call(ast: CallAst, args: readonly Ast[], at: Surroundings): Origins {
    const name = calleeName(ast) ?? '';
    if (ast.procedure.type !== 'variable') this.read(ast.procedure, at);
    const [list, func] = args;
    const parameters = Object.hasOwn(ELEMENT_PARAMETERS, name) ? ELEMENT_PARAMETERS[name] : undefined;
    if (parameters && list && func)
      return this.forEach({ name, list, func, rest: args.slice(2) }, parameters, at);
    if (SELECTING.has(name)) return merged(args.map((argument) => this.trace(argument, at)));
    for (const argument of args) this.read(argument, at);
    return [];
  }

  private forEach(
    call: { name: string; list: Ast; func: Ast; rest: readonly Ast[] },
    parameters: readonly number[],
    at: Surroundings,
  ): Origins {
    const elements = this.pass(this.trace(call.list, at));
    if (call.func.type === 'lambda') {
      const given: Origins[] = [];
      for (const parameter of parameters) given[parameter] = elements;
      this.lambda(call.func, given, at);
    } else {
      this.read(call.func, at);
      for (const path of elements) this.used.add(path);
    }
    for (const argument of call.rest) this.read(argument, at);
    return SELECTING.has(call.name) ? elements : [];
  }

  private lambda(ast: LambdaAst, given: readonly (Origins | undefined)[], at: Surroundings): Origins {
    const variables = new Map(at.variables);
    ast.arguments.forEach((parameter, index) => variables.set(parameter.value, given[index] ?? []));
    this.read(ast.body, { ...at, variables });
    return [];
  }

  private apply(ast: ApplyAst, at: Surroundings): Origins {
    const { lhs, rhs } = ast;
    if (rhs.type === 'function') return this.call(rhs, [lhs, ...rhs.arguments], at);
    if (rhs.type !== 'transform') return this.readAll(ast, at);
    const subject = this.trace(lhs, at);
    const matched = { ...at, context: this.pass(this.trace(rhs.pattern, { ...at, context: subject })) };
    for (const part of [rhs.update, ...(rhs.delete ? [rhs.delete] : [])]) this.read(part, matched);
    return subject;
  }
}

function merged(all: readonly Origins[]): Origins {
  return [...new Set(all.flat())].slice(0, MAX_ORIGINS);
}

function extend(origins: Origins, step: string): Origins {
  return origins.map((path) => (path === '' ? step : `${path}.${step}`));
}

/** A name as it is written in a path. */
function nameStep(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``;
}
