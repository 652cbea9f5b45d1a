import { ActionIcon, Button, Indicator, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconFlask,
  IconKeyboard,
  IconListCheck,
  IconRocket,
  IconServerBolt,
  IconSettings,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCan } from '../../../api/access.ts';
import { flowQuery } from '../../../api/flows.ts';
import { renameFlow } from '../../../model/commands/edit.ts';
import { useInsight } from '../insight.tsx';
import { useDesigner, useEditor, useUi } from '../session.ts';
import { SaveIndicator } from './save-indicator.tsx';
import classes from './top-bar.module.css';

function FlowName() {
  const { editor, editable } = useDesigner();
  const name = useEditor((state) => state.definition.name);
  const [draft, setDraft] = useState<string | undefined>(undefined);
  return (
    <input
      className={classes.name}
      aria-label="Name of the flow"
      value={draft ?? name}
      maxLength={120}
      readOnly={!editable}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setDraft(typed);
        if (typed.trim()) editor.run((definition) => renameFlow(definition, typed.trim()));
      }}
      onBlur={() => setDraft(undefined)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}

function UndoRedo() {
  const { editor } = useDesigner();
  const past = useEditor((state) => state.past.at(-1)?.label);
  const future = useEditor((state) => state.future[0]?.label);
  return (
    <div className={classes.pair}>
      <Tooltip label={past ? `Undo: ${past} (Ctrl Z)` : 'Nothing to undo'}>
        <ActionIcon aria-label="Undo" size={30} disabled={!past} onClick={editor.undo}>
          <IconArrowBackUp size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={future ? `Redo: ${future} (Ctrl Shift Z)` : 'Nothing to redo'}>
        <ActionIcon aria-label="Redo" size={30} disabled={!future} onClick={editor.redo}>
          <IconArrowForwardUp size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function Validate() {
  const { ui } = useDesigner();
  const { problems } = useInsight();
  const count = problems.errors || problems.warnings;
  return (
    <Indicator
      disabled={count === 0}
      label={count}
      size={15}
      offset={3}
      color={problems.errors > 0 ? 'red.8' : 'yellow.9'}
      zIndex={1}
    >
      <Button
        variant="default"
        leftSection={<IconListCheck size={15} aria-hidden />}
        onClick={() => ui.setState({ drawer: 'problems' })}
        aria-label={`Validate: ${problems.errors} errors, ${problems.warnings} warnings`}
      >
        Validate
      </Button>
    </Indicator>
  );
}

/** Name, save state and everything that is done with the flow as a whole. */
export function TopBar() {
  const { flowId, ui, editable } = useDesigner();
  const drawer = useUi((state) => state.drawer);
  const { data: flow } = useQuery(flowQuery(flowId));
  const mayPublish = useCan('flows:publish');
  const mayDeploy = useCan('flows:deploy');
  const toggleTest = () => ui.setState({ drawer: drawer === 'test' ? undefined : 'test' });
  return (
    <header className={classes.bar}>
      <Tooltip label="All flows">
        <ActionIcon component={Link} to="/flows" aria-label="All flows" size={30}>
          <IconArrowLeft size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <FlowName />
      <SaveIndicator />
      <span className={classes.spring} />
      {editable ? <UndoRedo /> : null}
      <Tooltip label="Keys (?)">
        <ActionIcon aria-label="Keys" size={30} onClick={() => ui.setState({ shortcutsOpen: true })}>
          <IconKeyboard size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Flow settings">
        <ActionIcon
          aria-label="Flow settings"
          size={30}
          onClick={() => ui.setState((state) => ({ settingsOpen: !state.settingsOpen, wide: false }))}
        >
          <IconSettings size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Validate />
      {editable ? (
        <Button
          variant="default"
          leftSection={<IconFlask size={15} aria-hidden />}
          aria-pressed={drawer === 'test'}
          onClick={toggleTest}
        >
          Test
        </Button>
      ) : null}
      {mayPublish ? (
        <Tooltip label="The draft is what the latest version says" disabled={flow?.changed !== false}>
          <Button
            variant={flow?.changed === false ? 'default' : 'filled'}
            leftSection={<IconRocket size={15} aria-hidden />}
            onClick={() => ui.setState({ dialog: 'publish' })}
          >
            Publish
          </Button>
        </Tooltip>
      ) : null}
      {mayDeploy ? (
        <Button
          variant={flow?.changed === false ? 'filled' : 'default'}
          leftSection={<IconServerBolt size={15} aria-hidden />}
          onClick={() => ui.setState({ dialog: 'deploy' })}
        >
          Deploy
        </Button>
      ) : null}
    </header>
  );
}
