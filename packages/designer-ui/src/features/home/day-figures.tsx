import type { Stats } from '@crossdock/flow-schema';
import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { count, plural } from '../../components/time/format.ts';
import { figuresOf } from './figures.ts';
import classes from './home.module.css';

/** The four numbers of the day; each leads to the list behind it. */
export function DayFigures({ stats }: { stats: Stats | undefined }) {
  const figures = stats ? figuresOf(stats) : undefined;
  const value = (number: number | undefined) =>
    number === undefined ? <Skeleton height={22} width={56} my={6} /> : count(number);
  return (
    <div className={classes.figures}>
      <Link to="/exceptions" className={classes.figure}>
        <div className={classes.figureLabel}>Open exceptions</div>
        <div className={classes.figureValue} data-tone={figures?.openExceptions ? 'danger' : undefined}>
          {value(figures?.openExceptions)}
        </div>
        <div className={classes.figureNote}>
          {figures?.openExceptions ? 'waiting for somebody' : 'nothing waits for you'}
        </div>
      </Link>
      <Link to="/runs" className={classes.figure}>
        <div className={classes.figureLabel}>Runs</div>
        <div className={classes.figureValue}>{value(figures?.total)}</div>
        <div className={classes.figureNote}>{figures ? shareText(figures.succeededShare) : ' '}</div>
      </Link>
      <Link to="/runs" search={{ status: 'failed' }} className={classes.figure}>
        <div className={classes.figureLabel}>Failed</div>
        <div className={classes.figureValue} data-tone={figures?.failed ? 'danger' : undefined}>
          {value(figures?.failed)}
        </div>
        <div className={classes.figureNote}>in the last 24 hours</div>
      </Link>
      <Link to="/runs" search={{ status: 'queued,running,waiting' }} className={classes.figure}>
        <div className={classes.figureLabel}>Under way</div>
        <div className={classes.figureValue}>{value(figures?.active)}</div>
        <div className={classes.figureNote}>
          {figures ? `${plural(figures.waiting, 'run')} waiting` : ' '}
        </div>
      </Link>
    </div>
  );
}

function shareText(share: number | undefined): string {
  if (share === undefined) return 'none ended yet';
  // Rounded down: 99.96 % with failures in it must not read 100 %.
  return `${(Math.floor(share * 1000) / 10).toLocaleString()} % succeeded`;
}
