import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { flowQuery } from '../../api/flows.ts';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { Designer } from './designer.tsx';
import classes from './designer.module.css';

/** The page on which a flow is drawn. */
export function DesignerPage({ flowId }: { flowId: string }) {
  const { data: flow, error, refetch } = useQuery(flowQuery(flowId));
  useEffect(() => {
    if (flow) document.title = `${flow.name} · Crossdock`;
  }, [flow]);
  if (error && !flow) return <ErrorState what="The flow" error={error} retry={() => void refetch()} />;
  if (!flow)
    return (
      <div className={classes.loading} aria-busy="true" aria-label="Loading the flow">
        <Skeleton height={36} />
        <Skeleton height="100%" />
      </div>
    );
  return <Designer key={flow.id} flow={flow} />;
}
