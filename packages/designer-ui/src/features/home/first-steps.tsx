import { CloseButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { connectionsQuery } from '../../api/connections.ts';
import { flowChoicesQuery } from '../../api/flows.ts';
import { Section } from '../../components/page/page.tsx';
import classes from './home.module.css';

interface Step {
  title: string;
  note: string;
  done: boolean;
  to: '/connections' | '/flows' | '/runs';
}

/** What a new installation needs before the first message arrives; gone when done or put away. */
export function FirstSteps() {
  const [hidden, setHidden] = useLocalStorage({
    key: 'crossdock-first-steps-hidden',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const connections = useQuery(connectionsQuery(undefined));
  const flows = useQuery(flowChoicesQuery(undefined));
  if (hidden || !connections.data || !flows.data) return null;
  const steps: Step[] = [
    {
      title: 'Connect a system',
      note: 'Your ERP, warehouse or shop: address and credentials.',
      done: connections.data.length > 0,
      to: '/connections',
    },
    {
      title: 'Draw a flow',
      note: 'From the incoming message to the booking.',
      done: flows.data.length > 0,
      to: '/flows',
    },
    {
      title: 'Publish and deploy it',
      note: 'The version then takes messages in an environment.',
      done: flows.data.some(({ deployments }) => deployments.length > 0),
      to: '/flows',
    },
    {
      title: 'Watch the first run',
      note: 'Send a message and see every step of it.',
      done: flows.data.some(({ lastRuns }) => lastRuns.length > 0),
      to: '/runs',
    },
  ];
  if (steps.every(({ done }) => done)) return null;
  return (
    <Section
      title="First steps"
      aside={<CloseButton size="sm" aria-label="Put the first steps away" onClick={() => setHidden(true)} />}
    >
      <ol className={classes.steps}>
        {steps.map(({ title, note, done, to }) => (
          <li key={title}>
            <Link to={to} className={classes.step} data-done={done || undefined}>
              <span className={classes.stepHead}>
                {done ? (
                  <IconCircleCheckFilled size={17} color="var(--cd-success-solid)" aria-label="Done:" />
                ) : (
                  <IconCircle size={17} stroke={1.6} color="var(--cd-dimmed)" aria-hidden />
                )}
                {title}
              </span>
              <span className={classes.stepNote}>{note}</span>
            </Link>
          </li>
        ))}
      </ol>
    </Section>
  );
}
