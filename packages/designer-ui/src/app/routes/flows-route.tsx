import { useNavigate, useSearch } from '@tanstack/react-router';
import { FlowsPage } from '../../features/flows/index.ts';

export function FlowsRoute() {
  const navigate = useNavigate({ from: '/flows' });
  const { q, create } = useSearch({ from: '/app/flows' });
  return (
    <FlowsPage
      q={q}
      creating={create === 'flow'}
      onSearch={(next) => void navigate({ search: (search) => ({ ...search, q: next }), replace: true })}
      onCreating={(creating) =>
        void navigate({
          search: (search) => ({ ...search, create: creating ? ('flow' as const) : undefined }),
        })
      }
      onOpen={(flowId) => void navigate({ to: '/flows/$flowId', params: { flowId }, search: {} })}
    />
  );
}
