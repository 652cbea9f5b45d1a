export { readRunSearch } from './run-search.ts';
export { RunPage } from './run-page.tsx';
export { RunsPage } from './runs-page.tsx';
