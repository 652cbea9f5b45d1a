import { useNavigate, useSearch } from '@tanstack/react-router';
import { RunsPage } from '../../features/runs/index.ts';

export function RunsRoute() {
  const navigate = useNavigate({ from: '/runs' });
  const { environment: _, ...search } = useSearch({ from: '/app/runs' });
  return <RunsPage search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />;
}
