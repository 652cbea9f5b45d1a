import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { environmentsQuery } from '../../api/access.ts';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { Fact, Facts } from '../../components/page/facts.tsx';
import { Section } from '../../components/page/page.tsx';

/** Environments with the address that their messages arrive at. */
export function EnvironmentList() {
  const { data, error, refetch } = useQuery(environmentsQuery);
  return (
    <Section title="Environments">
      {error && !data ? (
        <ErrorState what="The environments" error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Skeleton height={40} />
      ) : (
        <Facts>
          {data.map(({ key, name }) => (
            <Fact key={key} label={name}>
              <code>
                {window.location.origin}/in/{key}/…
              </code>
            </Fact>
          ))}
        </Facts>
      )}
    </Section>
  );
}
