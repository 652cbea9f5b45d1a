import type { TextRange } from '../../syntax/tree.ts';
import { childNodes, type FieldNode, type MapNode, type MapTree } from '../nodes.ts';

/** Something about a map that is wrong, or worth a look. */
export interface MapProblem extends TextRange {
  /** Place of the target; empty for the map as a whole. */
  path: string;
  severity: 'error' | 'warning' | 'info';
  /**
   * `syntax`: does not parse; `required.missing`: the target asks for the field; `target.unknown`: the target
   * has no such field; `type.mismatch`: the value is of another type; `source.unknown`: the source has no such
   * field; `source.unused`: nothing is made of the field; `function.unknown`, `variable.unknown`,
   * `table.unknown`: there is none of the name; `sample.failed`: a sample gives an error; `sample.invalid`:
   * what a sample gives is not what the target asks for.
   */
  code:
    | 'syntax'
    | 'required.missing'
    | 'target.unknown'
    | 'type.mismatch'
    | 'source.unknown'
    | 'source.unused'
    | 'function.unknown'
    | 'variable.unknown'
    | 'table.unknown'
    | 'sample.failed'
    | 'sample.invalid';
  message: string;
  /** The field of the source concerned. */
  source?: string;
}

/** The innermost field of the target that a place in the text belongs to. */
export function fieldAround(map: MapTree, offset: number): FieldNode | undefined {
  let found: FieldNode | undefined;
  let node: MapNode | undefined = map.root;
  while (node !== undefined) {
    if (node.kind === 'field') found = node;
    node = childNodes(node).find(({ from, to }) => from <= offset && offset <= to);
  }
  return found;
}
