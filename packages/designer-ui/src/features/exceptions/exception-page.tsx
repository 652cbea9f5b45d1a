import type { Exception } from '@crossdock/flow-schema';
import { Skeleton, Stack } from '@mantine/core';
import { IconMapQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCan } from '../../api/access.ts';
import { exceptionQuery } from '../../api/exceptions.ts';
import { ApiError } from '../../api/problem.ts';
import { EmptyState } from '../../components/feedback/empty-state.tsx';
import { ErrorState } from '../../components/feedback/error-state.tsx';
import { TextLink } from '../../components/links/links.tsx';
import { PageHeader } from '../../components/page/page-header.tsx';
import { Page, Section } from '../../components/page/page.tsx';
import { StatusBadge } from '../../components/status/status-badge.tsx';
import { AttemptsTable } from './attempts-table.tsx';
import { ExceptionActions } from './exception-actions.tsx';
import { ExceptionFacts } from './exception-facts.tsx';
import { History } from './history.tsx';
import { MissingValue } from './missing-value.tsx';
import { Owner } from './owner.tsx';
import { PayloadEditor } from './payload-editor.tsx';
import { SettledBanner } from './settled-banner.tsx';
import { WhatHappened } from './what-happened.tsx';
import classes from './exceptions.module.css';

/** One exception: what happened, and everything needed to mend it. */
export function ExceptionPage({ exceptionId }: { exceptionId: string }) {
  const { data, error, refetch } = useQuery(exceptionQuery(exceptionId));
  if (data) return <LoadedException exception={data} />;
  return (
    <Page>
      <PageHeader title="Exception" breadcrumb={<InboxLink />} />
      {error instanceof ApiError && error.status === 404 ? (
        <EmptyState icon={IconMapQuestion} title="This exception does not exist" action={<InboxLink />} />
      ) : error ? (
        <ErrorState what="The exception" error={error} retry={() => void refetch()} />
      ) : (
        <Stack>
          <Skeleton height={56} />
          <Skeleton height={160} />
          <Skeleton height={320} />
        </Stack>
      )}
    </Page>
  );
}

function InboxLink() {
  return (
    <TextLink to="/exceptions" inherit>
      Exceptions
    </TextLink>
  );
}

function LoadedException({ exception }: { exception: Exception }) {
  const mayOperate = useCan('exceptions:operate');
  const open = exception.status === 'open';
  const subject = exception.businessKeys[0];
  return (
    <Page>
      <PageHeader
        title={subject ? `${exception.flowName} · ${subject.value}` : exception.flowName}
        breadcrumb={<InboxLink />}
        aside={<StatusBadge status={exception.status} />}
        actions={open && mayOperate ? <ExceptionActions exception={exception} /> : null}
      />
      <ExceptionFacts exception={exception} />
      {open ? null : <SettledBanner exception={exception} />}
      <div className={classes.columns}>
        <div className={classes.column}>
          <WhatHappened exception={exception} />
          {open ? <MissingValue exception={exception} /> : null}
          <PayloadEditor
            // Fresh data from the server must not overwrite what is being typed, another exception must.
            key={exception.id}
            exception={exception}
            editable={open && mayOperate}
          />
          <Section title="Attempts at this step">
            <AttemptsTable exception={exception} />
          </Section>
        </div>
        <div className={classes.column}>
          <Owner exception={exception} editable={open && mayOperate} />
          <History exception={exception} mayComment={mayOperate} />
        </div>
      </div>
    </Page>
  );
}
