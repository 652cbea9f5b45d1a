import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CanvasPoint } from '../../canvas/canvas-editing.ts';
import type { TestMessage } from '../../model/test-message.ts';
import { keepTestMessage, readTestMessage } from './stored.ts';

export type DrawerTab = 'problems' | 'test' | 'json' | 'versions';

/** What the list of steps to add is open for. */
export type QuickAddPurpose =
  | { kind: 'add' }
  | { kind: 'after'; source: string; sourcePort: string }
  | { kind: 'insert'; edge: string }
  | { kind: 'replace'; node: string };

export interface QuickAdd {
  purpose: QuickAddPurpose;
  at: CanvasPoint;
}

export interface MenuTarget {
  node?: string;
  edge?: string;
  at: CanvasPoint;
}

/** What is open in the designer; nothing of it belongs to the flow. */
export interface UiState {
  paletteOpen: boolean;
  drawer: DrawerTab | undefined;
  drawerHeight: number;
  quickAdd: QuickAdd | undefined;
  menu: MenuTarget | undefined;
  finding: boolean;
  settingsOpen: boolean;
  /** Opens by a click or Enter; placing and moving steps leaves it as it is, and the canvas its width. */
  inspectorOpen: boolean;
  /** Input, config and output side by side, over the canvas. */
  wide: boolean;
  inspectorTab: 'settings' | 'input' | 'output';
  /** The inspector is to take the cursor as soon as it is there. */
  focusInspector: boolean;
  dialog: 'publish' | 'deploy' | undefined;
  message: TestMessage;
  /** The test run shown on the canvas. */
  testRunId: string | undefined;
  shortcutsOpen: boolean;
}

export interface UiStore extends StoreApi<UiState> {
  setMessage(message: TestMessage): void;
}

const narrow = 1400;

export function createUiStore(flowId: string): UiStore {
  const store = createStore<UiState>(() => ({
    paletteOpen: true,
    drawer: undefined,
    drawerHeight: window.innerWidth < narrow ? 260 : 320,
    quickAdd: undefined,
    menu: undefined,
    finding: false,
    settingsOpen: false,
    inspectorOpen: false,
    wide: false,
    inspectorTab: 'settings',
    focusInspector: false,
    dialog: undefined,
    message: readTestMessage(flowId),
    testRunId: undefined,
    shortcutsOpen: false,
  }));
  return {
    ...store,
    setMessage: (message) => {
      store.setState({ message });
      keepTestMessage(flowId, message);
    },
  };
}
