import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { LogInPage, safeRedirect, SetupPage } from '../../features/access/index.ts';

export function SetupRoute() {
  const navigate = useNavigate();
  return <SetupPage onDone={() => void navigate({ to: '/' })} />;
}

export function LogInRoute() {
  const router = useRouter();
  const { redirect } = useSearch({ from: '/login' });
  return <LogInPage onDone={() => router.history.push(safeRedirect(redirect))} />;
}
