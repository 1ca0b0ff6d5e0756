/**
 * Where our Temporal server and its UI listen. Without a word from the operator: on the usual ports, or on others where
 * those are taken, and it is said by whom. With `NHS_TEMPORAL_PORT` or `NHS_UI_ADDRESS`: there, or not at all.
 */
import { isIP } from 'node:net';
import { freePort, isFree } from './free-port.ts';
import { portHolder } from './port-holder.ts';
import { TemporalUnavailableError } from './temporal-cli.ts';

/** Where to listen; 0 asks for any port. */
export interface Ports {
  readonly server: number;
  readonly ui: number;
  /** Where the UI listens, when not on this machine only. It has no login. */
  readonly uiHost?: string;
  /** Ports that somebody has fixed: no other is taken in their place. */
  readonly fixed?: { readonly server?: string; readonly ui?: string };
}

const LOOPBACK = '127.0.0.1';
const USUAL: Ports = { server: 7233, ui: 8233 };

/**
 * What the variables say.
 * @throws RangeError with one sentence
 */
export function portsOf(env: Readonly<Record<string, string | undefined>>): Ports {
  const [server, ui] = [env['NHS_TEMPORAL_PORT']?.trim(), env['NHS_UI_ADDRESS']?.trim()];
  const uiAt = ui ? readAddress('NHS_UI_ADDRESS', ui) : undefined;
  return {
    server: server ? readPort('NHS_TEMPORAL_PORT', server) : USUAL.server,
    ui: uiAt?.port ?? USUAL.ui,
    ...(uiAt && uiAt.host !== LOOPBACK && { uiHost: uiAt.host }),
    fixed: { ...(server && { server: 'NHS_TEMPORAL_PORT' }), ...(ui && { ui: 'NHS_UI_ADDRESS' }) },
  };
}

/** `9464`, or `127.0.0.1:9464`. @throws RangeError with one sentence */
export function readAddress(name: string, said: string): { readonly host: string; readonly port: number } {
  const [, host = LOOPBACK, port = ''] = /^(?:(.+):)?(\d+)$/.exec(said) ?? [];
  const bare = host === 'localhost' ? LOOPBACK : host.replace(/^\[|\]$/g, '');
  if (isIP(bare) === 0) throw new RangeError(wrong(name));
  return { host: bare, port: readPort(name, port) };
}

function readPort(name: string, said: string): number {
  const port = Number(said);
  if (!/^\d{1,5}$/.test(said) || port < 1 || port > 65_535) throw new RangeError(wrong(name));
  return port;
}

function wrong(name: string): string {
  const example = name.endsWith('_PORT') ? '7233' : '127.0.0.1:8233, or 8233 for this machine only';
  return `${name} is not ${name.endsWith('_PORT') ? 'a port' : 'an address and a port'}. Write it like ${example}.`;
}

/**
 * Ports that are free now. A usual one that is taken is replaced, and it is said who has it.
 * @throws TemporalUnavailableError where a fixed one is taken
 */
export async function choosePorts(
  { server, ui, uiHost = LOOPBACK, fixed = {} }: Ports,
  say: (line: string) => void,
): Promise<{ readonly server: number; readonly ui: number }> {
  const choose = async (what: string, port: number, host: string, by?: string): Promise<number> => {
    if (port === 0) return await freePort(0);
    if (await isFree(port, host)) return port;
    const holder = await portHolder(port);
    if (by !== undefined) {
      throw new TemporalUnavailableError(
        `${what} cannot listen on ${host}:${port}, where ${by} wants it: ${holder} does. End that program, or set ${by} otherwise.`,
      );
    }
    const other = await freePort(0);
    say(`Port ${port} is taken by ${holder}: ${what} listens on ${other}.`);
    return other;
  };
  return {
    server: await choose('the Temporal server', server, LOOPBACK, fixed.server),
    ui: await choose('the Temporal UI', ui, uiHost, fixed.ui),
  };
}
