import { useNavigate, useSearch } from '@tanstack/react-router';
import { ExceptionsPage } from '../../features/exceptions/index.ts';

export function ExceptionsRoute() {
  const navigate = useNavigate({ from: '/exceptions' });
  const { environment: _, ...search } = useSearch({ from: '/app/exceptions' });
  return (
    <ExceptionsPage search={search} onSearch={(next) => void navigate({ search: next, replace: true })} />
  );
}
