export { closedClient, recordingContext, type RecordingContext } from './context.ts';
export { testConnector } from './test-connector.ts';
