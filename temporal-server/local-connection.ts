import { isLoopback } from '../fetch/proxy.ts';

/** gRPC's own name for "never through a proxy". */
const STRAIGHT = { 'grpc.enable_http_proxy': 0 } as const;

interface Connecting {
  readonly address?: string;
  readonly channelArgs?: Readonly<Record<string, unknown>>;
}

/**
 * How a client connects to a Temporal server. One on this machine is reached straight: a network's proxy variables are
 * about the world outside, and a proxy would look for the server on its own machine.
 */
export function clientConnection<T extends Connecting>(options: T): T {
  const host = (options.address ?? 'localhost').replace(/:\d+$/, '');
  if (!isLoopback(host)) return options;
  return { ...options, channelArgs: { ...STRAIGHT, ...options.channelArgs } };
}
