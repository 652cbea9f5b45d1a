import { Prec, type Extension } from '@codemirror/state';
import {
  activateHover,
  closeHoverTooltips,
  EditorView,
  hasHoverTooltips,
  hoverTooltip,
  keymap,
  type Tooltip,
} from '@codemirror/view';
import type { Description } from '@crossdock/mapping';
import { descriptionText, descriptionView } from './help-views.ts';
import type { HelpProvider } from '../../model/jsonata/help.ts';

/** What is known of the word at a place; `side` tells on which side of it the pointer is. */
function wordAt(
  { state: { doc } }: EditorView,
  offset: number,
  side: number,
  provider: HelpProvider,
): Description | undefined {
  const found = provider()?.describe(doc.toString(), offset);
  if (!found) return undefined;
  const { from, to, type, documentation } = found;
  const beside = (offset === from && side < 0) || (offset === to && side > 0);
  const nothingKnown = type === '' && documentation === undefined;
  return beside || nothingKnown ? undefined : found;
}

function tooltipOf(found: Description): Tooltip {
  return {
    pos: found.from,
    end: found.to,
    above: true,
    create: () => ({ dom: descriptionView(found) }),
  };
}

/**
 * What stands under the mouse, told after a moment; of the word at the cursor by Ctrl+I, which is also read
 * out. Escape closes it.
 */
export function hoverHelp(provider: HelpProvider): Extension {
  const hover = hoverTooltip(
    (view, offset, side) => {
      const found = wordAt(view, offset, side, provider);
      return found ? tooltipOf(found) : null;
    },
    { hoverTime: 350, hideOnChange: true },
  );
  const showAtCursor = (view: EditorView): boolean => {
    const { head } = view.state.selection.main;
    const found = wordAt(view, head, 0, provider);
    if (!found) return true;
    const side = head === found.to ? -1 : 1;
    activateHover(view, head, side, { tooltip: hover, until: (tr) => tr.docChanged || !!tr.selection });
    view.dispatch({ effects: EditorView.announce.of(descriptionText(found)) });
    return true;
  };
  const close = (view: EditorView): boolean => {
    if (!hasHoverTooltips(view.state)) return false;
    view.dispatch({ effects: closeHoverTooltips });
    return true;
  };
  const keys = [
    { key: 'Mod-i', run: showAtCursor },
    { key: 'Escape', run: close },
  ];
  return [hover, Prec.high(keymap.of(keys))];
}
