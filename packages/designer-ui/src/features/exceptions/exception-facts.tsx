import type { Exception } from '@crossdock/flow-schema';
import { BusinessKeys } from '../../components/domain/business-keys.tsx';
import { useEnvironmentName } from '../../components/environment/use-environment.ts';
import { TextLink } from '../../components/links/links.tsx';
import { Fact, Facts } from '../../components/page/facts.tsx';
import { RelativeTime } from '../../components/time/relative-time.tsx';

/** The exception's particulars in one strip. */
export function ExceptionFacts({ exception }: { exception: Exception }) {
  const environmentName = useEnvironmentName();
  return (
    <Facts>
      {exception.businessKeys.length > 0 ? (
        <Fact label="About">
          <BusinessKeys keys={exception.businessKeys} />
        </Fact>
      ) : null}
      <Fact label="Flow">
        <TextLink to="/flows/$flowId" params={{ flowId: exception.flowId }} inherit>
          {exception.flowName}
        </TextLink>
      </Fact>
      <Fact label="Failed step">
        <TextLink
          to="/runs/$runId"
          params={{ runId: exception.runId }}
          search={{ step: exception.nodeId }}
          inherit
        >
          {exception.nodeName}
        </TextLink>
      </Fact>
      <Fact label="Environment">{environmentName(exception.environment)}</Fact>
      <Fact label="Opened">
        <RelativeTime at={exception.createdAt} />
      </Fact>
    </Facts>
  );
}
