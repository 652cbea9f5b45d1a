import { useParams } from '@tanstack/react-router';
import { ExceptionPage } from '../../features/exceptions/index.ts';

export function ExceptionRoute() {
  const { exceptionId } = useParams({ from: '/app/exceptions/$exceptionId' });
  return <ExceptionPage key={exceptionId} exceptionId={exceptionId} />;
}
