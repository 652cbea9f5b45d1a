import type { Flow } from '@crossdock/flow-schema';
import { useQueryClient } from '@tanstack/react-query';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { useCan } from '../../api/access.ts';
import { CatalogueContext } from '../../canvas/node-tile.tsx';
import { notifyKept } from '../../components/feedback/notify.tsx';
import { EditorCanvas } from './canvas/editor-canvas.tsx';
import classes from './designer.module.css';
import { ConflictDialog } from './dialogs/conflict-dialog.tsx';
import { DeployDialog } from './dialogs/deploy-dialog.tsx';
import { PublishDialog } from './dialogs/publish-dialog.tsx';
import { RecoverDialog } from './dialogs/recover-dialog.tsx';
import { ShortcutsDialog } from './dialogs/shortcuts-dialog.tsx';
import { Drawer } from './drawer/drawer.tsx';
import { InsightProvider, useInsight } from './insight.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { openSession, SessionContext, useUi, type DesignerSession } from './session.ts';
import { TopBar } from './top-bar/top-bar.tsx';

/** Hands every change to the saver, and saves at once when the page is left or the network is back. */
function useAutosave({ editor, saver, editable }: DesignerSession): void {
  useEffect(() => {
    if (!editable) return;
    saver.change(editor.store.getState().definition);
    const unsubscribe = editor.store.subscribe(({ definition }) => saver.change(definition));
    const saveNow = () => void saver.saveNow();
    const onHidden = () => {
      if (document.visibilityState === 'hidden') saveNow();
    };
    window.addEventListener('online', saveNow);
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      unsubscribe();
      window.removeEventListener('online', saveNow);
      document.removeEventListener('visibilitychange', onHidden);
      void saver.saveNow().then((isSaved) => {
        if (!isSaved) notifyKept(editor.store.getState().definition.name);
      });
      saver.stop();
    };
  }, [editor, saver, editable]);
}

function Dialogs() {
  const dialog = useUi((state) => state.dialog);
  const shortcutsOpen = useUi((state) => state.shortcutsOpen);
  return (
    <>
      {dialog === 'publish' ? <PublishDialog /> : null}
      {dialog === 'deploy' ? <DeployDialog /> : null}
      {shortcutsOpen ? <ShortcutsDialog /> : null}
      <ConflictDialog />
      <RecoverDialog />
    </>
  );
}

function Workbench() {
  const { catalogue } = useInsight();
  return (
    <CatalogueContext value={catalogue}>
      <div className={classes.designer}>
        <TopBar />
        <div className={classes.body}>
          <div className={classes.left}>
            <div className={classes.centre}>
              <EditorCanvas />
            </div>
            <Drawer />
          </div>
          <Inspector />
        </div>
      </div>
      <Dialogs />
    </CatalogueContext>
  );
}

/** The designer of one flow. Give it the flow's id as `key`. */
export function Designer({ flow }: { flow: Flow }) {
  const cache = useQueryClient();
  const editable = useCan('flows:write');
  const [session] = useState(() => openSession(flow, cache, editable));
  useAutosave(session);
  return (
    <SessionContext value={session}>
      <ReactFlowProvider>
        <InsightProvider>
          <Workbench />
        </InsightProvider>
      </ReactFlowProvider>
    </SessionContext>
  );
}
