export * from './api/index.ts';
export * from './flow.ts';
export * from './kind.ts';
export * from './node-kinds.ts';
