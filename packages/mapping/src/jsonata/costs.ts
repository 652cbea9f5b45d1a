/**
 * What values count against the size that an evaluation may use: about one for eight bytes of memory
 * at their worst, so that the default limit keeps a process well below 300 MB more. Characters of
 * texts count one each.
 */
export const COST = {
  /** Element of a list that grows one by one: spare room, and both copies while it moves. */
  grown: 3,
  /** A small list of its own. */
  list: 20,
  /** An object without its fields. */
  object: 8,
  /** Field of an object with many fields, kept in a table. */
  field: 8,
  /** A text without its characters. */
  text: 4,
  /** Groups by name, with what is remembered for each. */
  group: 30,
  /** A function value with the variables around it. */
  function: 40,
  /** A value on its way through a path that binds variables. */
  tuple: 40,
  /** A value to be sorted by an order-by clause, with its keys. */
  sorted: 20,
} as const;
