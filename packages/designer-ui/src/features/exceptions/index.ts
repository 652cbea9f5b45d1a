export { readExceptionSearch } from './exception-search.ts';
export { ExceptionPage } from './exception-page.tsx';
export { ExceptionsPage } from './exceptions-page.tsx';
