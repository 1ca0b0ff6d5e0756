/** Ports of this machine. */
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/**
 * `preferred` if nothing listens there, else any free port (0 asks for any).
 * Another process may still take it before you do: be ready to ask again.
 */
export async function freePort(preferred: number): Promise<number> {
  const port = (await listenOnce(preferred, LOOPBACK)) ?? (await listenOnce(0, LOOPBACK));
  if (port === undefined) throw new Error('No free port on 127.0.0.1.');
  return port;
}

/** Whether something could listen there now. */
export async function isFree(port: number, host = LOOPBACK): Promise<boolean> {
  return (await listenOnce(port, host)) !== undefined;
}

function listenOnce(preferred: number, host: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host, port: preferred, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
