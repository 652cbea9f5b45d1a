import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { RunPage } from '../../features/runs/index.ts';

export function RunRoute() {
  const { runId } = useParams({ from: '/app/runs/$runId' });
  const { step } = useSearch({ from: '/app/runs/$runId' });
  const navigate = useNavigate({ from: '/runs/$runId' });
  return (
    <RunPage
      key={runId}
      runId={runId}
      selected={step}
      onSelect={(next) => void navigate({ search: (search) => ({ ...search, step: next }), replace: true })}
    />
  );
}
