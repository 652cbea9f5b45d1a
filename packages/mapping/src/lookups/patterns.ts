/** A text in which `*` stands for any characters, also none, and `?` for one. */
export interface Pattern {
  text: string;
  /** What stands before the first wildcard. */
  prefix: string;
  /** What stands after the last one; of a text without any, nothing. */
  suffix: string;
  hasWildcards: boolean;
  /** Characters that are no wildcards. */
  literals: number;
  stars: number;
  questions: number;
}

export function parsePattern(text: string): Pattern {
  let [first, last, stars, questions] = [-1, -1, 0, 0];
  for (let index = 0; index < text.length; index++) {
    const symbol = text[index];
    if (symbol === '*') stars++;
    else if (symbol === '?') questions++;
    else continue;
    if (first === -1) first = index;
    last = index;
  }
  const hasWildcards = first !== -1;
  return {
    text,
    prefix: hasWildcards ? text.slice(0, first) : text,
    suffix: hasWildcards ? text.slice(last + 1) : '',
    hasWildcards,
    literals: text.length - stars - questions,
    stars,
    questions,
  };
}

/**
 * Which of two patterns says more of a text that both match; negative: the first. A text without wildcards comes
 * first, then the longer beginning before a wildcard, then more characters in all, then fewer `*`, then more `?`.
 */
export function bySpecificity(one: Pattern, other: Pattern): number {
  return (
    Number(one.hasWildcards) - Number(other.hasWildcards) ||
    other.prefix.length - one.prefix.length ||
    other.literals - one.literals ||
    one.stars - other.stars ||
    other.questions - one.questions
  );
}

/** Whether a text fits. Takes time by the product of the lengths at most. */
export function matchesPattern({ text: pattern, hasWildcards }: Pattern, text: string): boolean {
  if (!hasWildcards) return pattern === text;
  let at = 0;
  let next = 0;
  /** Place after the last `*`, and from where the text was tried after it. */
  let star = -1;
  let tried = 0;
  while (at < text.length) {
    const symbol = pattern[next];
    if (symbol === '*') {
      star = next + 1;
      next = star;
      tried = at;
    } else if (symbol === '?' || (symbol !== undefined && symbol === text[at])) {
      next += 1;
      at += 1;
    } else if (star >= 0) {
      tried += 1;
      at = tried;
      next = star;
    } else {
      return false;
    }
  }
  while (pattern[next] === '*') next += 1;
  return next === pattern.length;
}

/** Whether there is a text that both patterns match. */
export function patternsOverlap(one: Pattern, other: Pattern): boolean {
  const [left, right] = [one.text, other.text];
  // reach[j]: whether the first i symbols of the left and the first j of the right can match the same text.
  let reach = Array.from({ length: right.length + 1 }, (_, j) => /^\**$/.test(right.slice(0, j)));
  for (const symbol of left) {
    const next = [symbol === '*' && reach[0] === true];
    for (let j = 1; j <= right.length; j++) {
      const opposite = right[j - 1];
      if (symbol === '*') next.push(next[j - 1] === true || reach[j] === true);
      else if (opposite === '*') next.push(next[j - 1] === true || reach[j] === true);
      else next.push(reach[j - 1] === true && (symbol === '?' || opposite === '?' || symbol === opposite));
    }
    reach = next;
  }
  return reach[right.length] === true;
}
