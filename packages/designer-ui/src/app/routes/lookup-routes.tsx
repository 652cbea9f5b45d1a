import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { LookupPage, LookupsPage } from '../../features/lookups/index.ts';

export function LookupsRoute() {
  const navigate = useNavigate({ from: '/lookups' });
  return (
    <LookupsPage
      onOpen={(lookupKey) => void navigate({ to: '/lookups/$lookupKey', params: { lookupKey } })}
    />
  );
}

export function LookupRoute() {
  const { lookupKey } = useParams({ from: '/app/lookups/$lookupKey' });
  const { q } = useSearch({ from: '/app/lookups/$lookupKey' });
  const navigate = useNavigate({ from: '/lookups/$lookupKey' });
  return (
    <LookupPage
      key={lookupKey}
      lookupKey={lookupKey}
      q={q}
      onSearch={(text) => void navigate({ search: (search) => ({ ...search, q: text }), replace: true })}
      onDeleted={() => void navigate({ to: '/lookups' })}
    />
  );
}
