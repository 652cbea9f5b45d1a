import { kindOf, type NodeGroup } from '@crossdock/flow-schema';
import {
  IconAlertOctagon,
  IconArrowBackUp,
  IconArrowsSplit2,
  IconBox,
  IconChecklist,
  IconChecks,
  IconClock,
  IconFileExport,
  IconFileImport,
  IconFilter,
  IconFlagCheck,
  IconHandClick,
  IconListSearch,
  IconNote,
  IconPlug,
  IconTransform,
  IconWebhook,
  type Icon,
} from '@tabler/icons-react';

/** Icons that node kinds name. Listed one by one, so that only these reach the browser. */
const icons: Record<string, Icon> = {
  AlertOctagon: IconAlertOctagon,
  ArrowBackUp: IconArrowBackUp,
  ArrowsSplit2: IconArrowsSplit2,
  Checklist: IconChecklist,
  Checks: IconChecks,
  Clock: IconClock,
  FileExport: IconFileExport,
  FileImport: IconFileImport,
  Filter: IconFilter,
  FlagCheck: IconFlagCheck,
  HandClick: IconHandClick,
  ListSearch: IconListSearch,
  Note: IconNote,
  Plug: IconPlug,
  Transform: IconTransform,
  Webhook: IconWebhook,
};

/** The icon of a node type; a box for one that isn't known here. */
export function iconOf(type: string): Icon {
  return icons[kindOf(type)?.icon ?? ''] ?? IconBox;
}

export const groupOf = (type: string): NodeGroup => kindOf(type)?.group ?? 'control';

/** Headings of the palette. */
export const groupLabels: Record<NodeGroup, string> = {
  trigger: 'Triggers',
  document: 'Documents',
  connector: 'Connectors',
  control: 'Control',
  business: 'Business',
  note: 'Notes',
};
