import { Skeleton } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { flowQuery } from '../../api/flows.ts';
import { ApiError } from '../../api/problem.ts';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { TextLink } from '../../components/links/links.tsx';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { Designer } from './designer.tsx';
import classes from './designer.module.css';

function NoSuchFlow() {
  return (
    <EmptyState
      icon={IconMapQuestion}
      title="This flow does not exist"
      action={<TextLink to="/flows">Flows</TextLink>}
    >
      It may have been deleted.
    </EmptyState>
  );
}

/** The page on which a flow is drawn. */
export function DesignerPage({ flowId }: { flowId: string }) {
  const { data: flow, error, refetch } = useQuery(flowQuery(flowId));
  useEffect(() => {
    if (flow) document.title = `${flow.name} · Crossdock`;
  }, [flow]);
  if (error instanceof ApiError && error.status === 404 && !flow) return <NoSuchFlow />;
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
