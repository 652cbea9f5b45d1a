/** Where reading stands within paths, at one element. States are shared: equal places are the same object. */
export interface PathState {
  /** Whether the element itself is at the end of a path. */
  readonly matches: boolean;
  /** The state of a child element. */
  enter(name: string): PathState;
}

interface Path {
  /** Whether it may begin at any depth. */
  anywhere: boolean;
  /** Names, or `*` for any one. */
  steps: readonly string[];
}

/** `path` and how many of its steps have been taken. */
type Place = readonly [path: number, taken: number];

/** What paths look like, for the schemas of options. */
export const elementPathSyntax = '^(?://)?[^/\\s]+(?:/[^/\\s]+)*$';

/** The state before the root element. Following a path takes one look-up an element, however many paths there are. */
export function startOfPaths(paths: readonly string[]): PathState {
  const parsed = paths.map(parsePath);
  return new PathStates(parsed).stateOf(parsed.map((_, index) => [index, 0]));
}

function parsePath(path: string): Path {
  const anywhere = path.startsWith('//');
  return { anywhere, steps: (anywhere ? path.slice(2) : path).split('/') };
}

class PathStates {
  readonly paths: readonly Path[];
  /** Names that any path mentions; all others lead to the same state. */
  readonly names: ReadonlySet<string>;
  private readonly known = new Map<string, PathState>();

  constructor(paths: readonly Path[]) {
    this.paths = paths;
    this.names = new Set(paths.flatMap(({ steps }) => steps));
  }

  stateOf(places: readonly Place[]): PathState {
    const key = places.map(([path, taken]) => `${path}:${taken}`).join(' ');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const state = new State(this, places);
    this.known.set(key, state);
    return state;
  }
}

class State implements PathState {
  readonly matches: boolean;
  private readonly states: PathStates;
  private readonly places: readonly Place[];
  private readonly children = new Map<string, PathState>();

  constructor(states: PathStates, places: readonly Place[]) {
    this.states = states;
    this.places = places;
    this.matches = places.some(([path, taken]) => taken === states.paths[path]?.steps.length);
  }

  enter(name: string): PathState {
    // Below the end of all paths, which is where most elements are.
    if (this.places.length === 0) return this;
    const child = this.children.get(name);
    if (child !== undefined) return child;
    // Names that no path mentions are remembered as one, so that a document can't fill the memory with names.
    const known = this.states.names.has(name) ? name : '';
    const next = this.children.get(known) ?? this.states.stateOf(this.follow(known));
    this.children.set(known, next);
    return next;
  }

  private follow(name: string): Place[] {
    const next: Place[] = [];
    for (const [path, taken] of this.places) {
      const { steps, anywhere } = this.states.paths[path] ?? { steps: [], anywhere: false };
      if (anywhere && taken === 0) next.push([path, 0]);
      const step = steps[taken];
      if (step !== undefined && (step === '*' || step === name)) next.push([path, taken + 1]);
    }
    return next;
  }
}
