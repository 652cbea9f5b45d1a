import { ConnectorError, type ConnectorFailure } from '../sdk/error.ts';
import { UnreadableBody } from './decompress.ts';
import { AnswerTooLarge, ExchangeFailure } from './exchange.ts';
import { ConnectFailure, EgressDenied } from './guarded-connect.ts';

type Kind = Pick<ConnectorFailure, 'class' | 'code' | 'message'>;

const transient = (code: string, message: string): Kind => ({ class: 'technical-transient', code, message });
const permanent = (code: string, message: string): Kind => ({ class: 'technical-permanent', code, message });

/** Errors by the code of Node or undici; the message goes on after the host's name. */
const byCode: Partial<Record<string, Kind>> = {
  ECONNREFUSED: transient('connection_refused', 'refused the connection; is the system up?'),
  ENOTFOUND: transient('host_not_found', 'is not known to the name server'),
  EAI_AGAIN: transient('host_not_found', 'could not be looked up; the name server did not answer'),
  EHOSTUNREACH: transient('host_unreachable', 'cannot be reached over the network'),
  ENETUNREACH: transient('host_unreachable', 'cannot be reached over the network'),
  ECONNRESET: transient('connection_reset', 'broke the connection off'),
  EPIPE: transient('connection_reset', 'broke the connection off'),
  UND_ERR_SOCKET: transient('connection_reset', 'broke the connection off'),
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: transient('connection_reset', 'broke off in the middle of its answer'),
  ETIMEDOUT: transient('timeout', 'did not accept a connection in time'),
  UND_ERR_CONNECT_TIMEOUT: transient('timeout', 'did not accept a connection in time'),
  UND_ERR_HEADERS_TIMEOUT: transient('timeout', 'did not answer in time'),
  UND_ERR_BODY_TIMEOUT: transient('timeout', 'stopped in the middle of its answer'),
  UND_ERR_CLOSED: transient('shutting_down', 'was not waited for: this server is stopping'),
  UND_ERR_DESTROYED: transient('shutting_down', 'was not waited for: this server is stopping'),
  UND_ERR_HEADERS_OVERFLOW: permanent('invalid_answer', 'sent more headers than are taken'),
  UND_ERR_INVALID_ARG: permanent('invalid_request', 'was not called: the request is not valid'),
  UND_ERR_NOT_SUPPORTED: permanent('invalid_request', 'was not called: the request is not valid'),
};

const tlsCode =
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

/**
 * Turns whatever went wrong on the way into a `ConnectorError`.
 * @param error from an exchange, decompression or building the request
 * @param url that was called, for the message
 */
export function transportError(error: unknown, url: URL): ConnectorError {
  if (error instanceof ConnectorError) return error;
  const failure = error instanceof ExchangeFailure ? error.cause : error;
  const connecting = failure instanceof ConnectFailure;
  const cause = connecting ? failure.cause : failure;
  const sent = !connecting && (error instanceof ExchangeFailure ? error.sent : true);
  const kind = describe(cause);
  return new ConnectorError({
    ...kind,
    message: `${url.host} ${kind.message}`,
    outcome: sent && kind.code !== 'invalid_request' ? 'unknown' : 'not-sent',
    cause,
  });
}

function describe(cause: unknown): Kind {
  if (cause instanceof EgressDenied) {
    return permanent(
      'egress_denied',
      `may not be called (${cause.message}). An administrator can allow it with CROSSDOCK_EGRESS_ALLOW.`,
    );
  }
  if (cause instanceof AnswerTooLarge) {
    return permanent('answer_too_large', `answered with more than ${cause.maxBytes} bytes`);
  }
  if (cause instanceof UnreadableBody) {
    return permanent('invalid_answer', `sent a compressed answer that cannot be unpacked (${cause.message})`);
  }
  const { name, code, message } = errorParts(cause);
  if (name === 'TimeoutError') return transient('timeout', 'did not answer in time');
  if (name === 'AbortError') return transient('aborted', 'was not waited for: the step was stopped');
  const known = byCode[code];
  if (known)
    return known.code === 'invalid_request' ? { ...known, message: `${known.message}: ${message}` } : known;
  if (tlsCode.test(code)) return permanent('tls_error', `has no trusted certificate: ${message}`);
  if (name === 'HTTPParserError') return permanent('invalid_answer', 'did not answer in HTTP');
  return transient('network_error', `could not be called: ${message}`);
}

function errorParts(cause: unknown): { name: string; code: string; message: string } {
  if (!(cause instanceof Error)) return { name: 'AbortError', code: '', message: String(cause) };
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return { name: cause.name, code, message: cause.message };
}
