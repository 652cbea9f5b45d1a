import { useParams } from '@tanstack/react-router';
import { DesignerPage } from '../../features/designer/index.ts';

export function DesignerRoute() {
  const { flowId } = useParams({ from: '/app/flows/$flowId' });
  return <DesignerPage key={flowId} flowId={flowId} />;
}
