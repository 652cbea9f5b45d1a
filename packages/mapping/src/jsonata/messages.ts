/** The facts a message may mention. */
interface Facts {
  token?: string | undefined;
  value?: unknown;
  other?: unknown;
  index?: number | undefined;
}

/** Longest value quoted in a message, in characters. */
const QUOTE_LIMIT = 80;

function quoted(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  const text = typeof value === 'string' ? value : typeof value;
  return JSON.stringify(text.length > QUOTE_LIMIT ? `${text.slice(0, QUOTE_LIMIT)}…` : text);
}

/**
 * Messages by code. `{value}`, `{other}`, `{token}` and `{index}` are filled in; `{name}` is the
 * token as plain text. The codes and their meaning are JSONata's; `X…` codes are our own.
 */
const MESSAGES: Readonly<Record<string, string>> = {
  S0101: 'A text in quotes is not closed',
  S0102: 'The number {name} is too large',
  S0103: 'Unknown escape sequence \\{name} in a text; write \\\\ for a backslash',
  S0104: '\\u must be followed by four hexadecimal digits',
  S0105: 'A name in backquotes (`) is not closed',
  S0106: 'A comment is not closed with */',
  S0201: 'Unexpected {token}: the expression should have ended before it',
  S0202: 'Expected {value}, but found {token}',
  S0203: 'Expected {value}, but the expression ends',
  S0204: 'Unknown operator {token}',
  S0205: 'Unexpected {token}',
  S0206: 'This kind of expression cannot stand here: {token}',
  S0207: 'The expression ends too early',
  S0208: 'Parameter {value} of a function must be a variable such as $x, not {token}',
  S0209: 'A predicate [...] cannot follow a grouping {...} within one step',
  S0210: 'A step can have only one grouping {...}',
  S0211: '{token} needs something on its left side',
  S0212: 'The left side of := must be a variable such as $x',
  S0213: 'The value {value} cannot be a step of a path',
  S0214: 'After {token} a variable such as $x must follow',
  S0215: 'A context variable (@$x) must come before the predicates of its step',
  S0216: 'A context variable (@$x) must come before the order-by of its step',
  S0217: 'The parent (%) of this expression cannot be determined',
  S0301: 'An empty pattern // is not allowed',
  S0302: 'A pattern is not closed with /',
  S0401: 'Only functions and arrays can have a type parameter in a signature',
  S0402: 'A choice in a signature cannot contain parameterised types',
  S0500: 'The expression has syntax errors',
  T0410: 'Argument {index} of ${name} has the wrong type: {value}',
  T0411: 'The context value cannot serve as argument {index} of ${name}: {value}',
  T0412: 'Argument {index} of ${name} must be an array of {other}',
  D1001: 'Not a finite number: {value}',
  D1002: 'Only a number can be negated, not {value}',
  T1003: 'A field name in an object must be a text, not {value}',
  D1004: 'The pattern matches an empty text and would never advance',
  T1005: '{name} is not a function here; did you mean ${name}?',
  T1006: 'Something that is not a function is called: ${name}',
  T1007: '{name} is not a function here; did you mean ${name}?',
  T1008: 'Something that is not a function is applied partially: ${name}',
  D1009: 'Two parts of the object give the same field name: {value}',
  T1010: 'The matcher given to ${name} does not return a match object',
  D1013: 'The field name {value} is reserved',
  T2001: 'The left side of {name} must be a number, not {value}',
  T2002: 'The right side of {name} must be a number, not {value}',
  T2003: 'The start of a range must be a whole number, not {value}',
  T2004: 'The end of a range must be a whole number, not {value}',
  T2006: 'After ~> a function must follow, not {value}',
  T2007: 'Order-by cannot compare {value} with {other}: they are of different types',
  T2008: 'Order-by can only compare numbers or texts, not {value}',
  T2009: '{name} cannot compare {value} with {other}: they are of different types',
  T2010: '{name} can only compare numbers or texts, not {value}',
  T2011: 'The update part of a transform must be an object, not {value}',
  T2012: 'The delete part of a transform must be a field name or a list of them, not {value}',
  T2013: '$clone has been replaced by something that is not a function, so transforms cannot work',
  D2014: 'A range may have ten million numbers at most, not {value}',
  D2015: 'The list is too long: {value}',
  D3001: 'A number without a finite value cannot be written as text',
  D3010: 'The text to replace must not be empty',
  D3011: 'The limit of $replace must not be negative: {value}',
  D3012: 'The replacement must be a text, not {value}',
  D3020: 'The limit of $split must not be negative: {value}',
  D3030: '{value} cannot be read as a number',
  D3040: 'The limit of $match must not be negative: {value}',
  D3050: 'The function given to $reduce must take two arguments at least',
  D3060: 'There is no square root of the negative number {value}',
  D3061: '{value} to the power of {other} is not a finite number',
  D3070: '$sort needs a comparison function unless all elements are numbers or all are texts',
  D3080: 'A number picture may have two parts at most (for positive and negative numbers)',
  D3081: 'A number picture may have only one decimal separator in each part',
  D3082: 'A number picture may have only one percent sign in each part',
  D3083: 'A number picture may have only one per-mille sign in each part',
  D3084: 'A number picture cannot have both percent and per-mille',
  D3085: 'A number picture needs at least one digit position (0 or #)',
  D3086: 'A number picture cannot have other characters between its digit positions',
  D3087: 'A grouping separator cannot stand beside the decimal separator',
  D3088: 'A grouping separator cannot stand at the end of the integer part',
  D3089: 'Two grouping separators cannot stand side by side',
  D3090: 'In the integer part of a number picture, # must come before 0',
  D3091: 'In the fractional part of a number picture, # must come after 0',
  D3092: 'A number picture with percent or per-mille cannot have an exponent',
  D3093: 'The exponent of a number picture must consist of 0s',
  D3100: 'The base of $formatBase must be from 2 to 36, not {value}',
  D3110: '{value} is not an ISO 8601 date or time',
  D3120: 'The text given to $eval does not parse: {value}',
  D3121: 'The text given to $eval failed: {value}',
  D3130: 'Numbering that starts with {value} is not supported',
  D3131: 'All digits of an integer picture must come from one script',
  D3132: 'Unknown component {value} in a date picture',
  D3133: 'Names can be asked for months and days only, not for {value}',
  D3134: 'The time zone in a date picture can have four digits at most',
  D3135: 'A bracket [ in a date picture is not closed',
  D3136: 'The date picture leaves out parts that are needed to tell the moment',
  D3137: 'The expression raised an error',
  D3138: '$single found more than one match',
  D3139: '$single found no match',
  D3140: '${name} was given a malformed address: {value}',
  D3141: 'The assertion does not hold',
  D3201: '{value} is not a date in the form {other}',
  D3202: '{value} is not a UUID that can serve as a namespace',
  D3203: '{value} cannot be written as a decimal number',
  D3204: 'The number of digits must be a whole number from 0 to 100, not {value}',
  D3301: 'There is no lookup table {value}',
  D3302: 'The key of a lookup must be a text, a number or an object of the key columns, not {value}',
  D3303:
    'The lookup has an option {value} that means nothing; it may have default, at, partner, reverse and column',
  D3304: 'The lookup option {other} cannot be {value}',
  D3305: 'The lookup table {other} has no column {value}',
  D3306: 'The lookup table {other} cannot be read in reverse: {value}',
  D3307: 'The lookup found nothing',
  D3205: 'A step to round to must be greater than 0, not {value}',
  D3206: 'A whole number is needed here, not {value}',
  D3207: '{value} is not a time zone such as "America/New_York"',
  D3208: '{value} does not have the digits for a check digit',
  D3209: '{value} is not a GTIN: its length or its check digit is wrong',
  D3210: 'A quantity cannot be converted from {value} to {other}',
  D3211: '{value} is not a difference from UTC such as "+0530"',
  X1000: 'The expression could not be evaluated: {value}',
  X1001:
    'The expression ran longer than the {value} ms it may take. Look for an endless loop or too much data',
  X1002:
    'The expression needed more than the {value} steps it may take. Look for an endless loop or too much data',
  X1003: 'Functions call each other more than {value} levels deep. Look for a recursion that does not end',
  X1004: 'The expression builds more data than the {value} characters and elements it may build',
  X1005: 'The pattern uses a feature that is not available, such as look-ahead or back references: {value}',
  X1007: 'The pattern is too complicated for a text of {value} characters',
  X1009: 'A pattern or picture is too large: what it repeats counts as often as it is repeated',
  X1008: 'A picture may have {value} characters at most',
  X1006: 'The expression is too long or too deeply nested',
  X1010: 'The lookup table {value} is not at hand',
  X1011: 'The lookup found nothing',
};

/** The message for a code with its facts filled in. */
export function messageOf(code: string, facts: Facts): string {
  const template = MESSAGES[code] ?? 'Error {value}';
  return template.replace(/(\$?)\{(\w+)\}/g, (whole, dollar: string, key: string) => {
    if (key === 'name') return facts.token === undefined ? unnamed(code) : dollar + facts.token;
    if (key === 'token') return facts.token === undefined ? 'nothing' : `"${facts.token}"`;
    if (key === 'index') return String(facts.index ?? '?');
    if (key === 'value') return plainOrQuoted(code, facts.value);
    return key === 'other' ? plainOrQuoted(code, facts.other) : whole;
  });
}

/** How a message speaks of a function, or of what is called like one, that has no name. */
function unnamed(code: string): string {
  return code === 'T1006' || code === 'T1008' ? 'this value' : 'the function';
}

/** Codes whose values are words of ours, to be shown without quotes. */
const PLAIN = new Set(['T0412', 'D3120', 'D3121', 'X1000', 'X1005']);

function plainOrQuoted(code: string, value: unknown): string {
  return PLAIN.has(code) && typeof value === 'string' ? value : quoted(value);
}
