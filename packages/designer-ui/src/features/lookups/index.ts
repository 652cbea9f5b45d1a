export { LookupPage } from './lookup-page.tsx';
export { LookupsPage } from './lookups-page.tsx';
