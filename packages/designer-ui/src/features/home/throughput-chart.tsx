import type { Stats } from '@crossdock/flow-schema';
import { Skeleton, Tooltip } from '@mantine/core';
import { count, exactTime, plural } from '../../components/time/format.ts';
import classes from './home.module.css';

type Point = Stats['series'][number];

const parts = [
  { key: 'active', tone: 'info', label: 'Under way' },
  { key: 'failed', tone: 'danger', label: 'Failed' },
  { key: 'succeeded', tone: 'success', label: 'Succeeded' },
] as const;

const hourFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** Runs by hour as stacked bars, in plain elements: no chart library for one picture. */
export function ThroughputChart({ series }: { series: Stats['series'] | undefined }) {
  if (!series) return <Skeleton height={158} />;
  const highest = Math.max(1, ...series.map(totalOf));
  const [first, last] = [series[0], series.at(-1)];
  return (
    <>
      <ul className={classes.legend}>
        {parts.toReversed().map(({ key, tone, label }) => (
          <li key={key}>
            <span className={classes.swatch} style={{ background: `var(--cd-${tone}-solid)` }} aria-hidden />
            {label} {count(series.reduce((sum, point) => sum + point[key], 0))}
          </li>
        ))}
      </ul>
      <div className={classes.chart} role="img" aria-label={summaryOf(series)}>
        {series.map((point) => (
          <Bar key={point.at} point={point} highest={highest} />
        ))}
      </div>
      <div className={classes.axis} aria-hidden>
        <span>{first ? hourFormat.format(new Date(first.at)) : ''}</span>
        <span>highest hour: {plural(Math.max(0, ...series.map(totalOf)), 'run')}</span>
        <span>{last ? 'now' : ''}</span>
      </div>
    </>
  );
}

function Bar({ point, highest }: { point: Point; highest: number }) {
  return (
    <Tooltip
      openDelay={0}
      label={
        <>
          {exactTime(point.at)}
          {parts.toReversed().map(({ key, label }) => (
            <div key={key}>
              {label}: {count(point[key])}
            </div>
          ))}
        </>
      }
    >
      <div className={classes.hour}>
        {parts.map(({ key, tone }) =>
          point[key] > 0 ? (
            <div
              key={key}
              className={classes.part}
              data-tone={tone}
              style={{ height: `${(100 * point[key]) / highest}%` }}
            />
          ) : null,
        )}
      </div>
    </Tooltip>
  );
}

const totalOf = (point: Point): number => point.succeeded + point.failed + point.active;

function summaryOf(series: Stats['series']): string {
  const total = series.reduce((sum, point) => sum + totalOf(point), 0);
  const failed = series.reduce((sum, point) => sum + point.failed, 0);
  return `${plural(total, 'run')} in the last 24 hours, ${count(failed)} failed.`;
}
