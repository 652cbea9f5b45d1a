import { meaningful, type Token } from './tokens.ts';

interface StepReference {
  id: string;
  /** The token that names the step: a name, a quoted name, or a string in brackets. */
  token: Token;
}

/** The step named after `$steps`: `.id`, .`id` or ["id"]. */
function referenceAfter(tokens: readonly Token[], index: number): StepReference | undefined {
  const [joint, named] = [tokens[index + 1], tokens[index + 2]];
  if (!joint || !named) return undefined;
  if (joint.text === '.' && named.kind === 'name')
    return { id: named.text.replaceAll('`', ''), token: named };
  const closes = tokens[index + 3]?.text === ']';
  if (joint.text === '[' && named.kind === 'string' && closes)
    return { id: named.text.slice(1, -1), token: named };
  return undefined;
}

function referencesIn(expression: string): StepReference[] {
  const tokens = meaningful(expression);
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'variable' || token.text !== '$steps') return [];
    const reference = referenceAfter(tokens, index);
    return reference ? [reference] : [];
  });
}

/** Ids of the steps whose output an expression reads by `$steps`. */
export function stepReferences(expression: string): string[] {
  return [...new Set(referencesIn(expression).map(({ id }) => id))];
}

/** How a step is written after `$steps`; an id with hyphens needs quotes. */
export function stepPath(id: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(id) ? `$steps.${id}` : `$steps.\`${id}\``;
}

function spelled(token: Token, id: string): string {
  if (token.kind === 'string') return JSON.stringify(id);
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(id) ? id : `\`${id}\``;
}

/** The expression with every `$steps.<id>` renamed by the map; strings and comments stay as they are. */
export function renameSteps(expression: string, ids: ReadonlyMap<string, string>): string {
  let result = '';
  let at = 0;
  for (const { id, token } of referencesIn(expression)) {
    const to = ids.get(id);
    if (to === undefined) continue;
    result += expression.slice(at, token.from) + spelled(token, to);
    at = token.to;
  }
  return result + expression.slice(at);
}
