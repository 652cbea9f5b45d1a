export { connectionId, readConnectionId } from './connection-rows.ts';
export { ConnectionsPage, type OpenedConnection } from './connections-page.tsx';
