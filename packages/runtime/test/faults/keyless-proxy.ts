import { createServer, request, type Server } from 'node:http';

/** Stands before the ERP and drops the idempotency key: an ERP that knows nothing of such keys. */
export async function startKeylessProxy(erpUrl: string): Promise<{ url: string; close(): Promise<void> }> {
  const target = new URL(erpUrl);
  const server = createServer((incoming, outgoing) => {
    const { 'idempotency-key': _dropped, ...headers } = incoming.headers;
    const onward = request(
      { host: target.hostname, port: target.port, path: incoming.url, method: incoming.method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}${target.pathname}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
