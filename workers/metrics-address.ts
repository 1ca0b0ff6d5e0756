/** `NHS_METRICS_ADDRESS`: where Prometheus asks. On this machine only, unless another address is written. */
import { isFree } from '../temporal-server/free-port.ts';
import { portHolder } from '../temporal-server/port-holder.ts';
import { readAddress } from '../temporal-server/ports.ts';

/**
 * The address to listen on; undefined where metrics are not asked for, or the port is taken, which is said: a second process
 * in the same environment works without.
 * @throws RangeError with one sentence when the variable cannot be read
 */
export async function metricsAddress(
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<string | undefined> {
  const said = env['NHS_METRICS_ADDRESS']?.trim();
  if (!said) return undefined;
  const { host, port } = readAddress('NHS_METRICS_ADDRESS', said);
  const shown = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  if (await isFree(port, host)) return shown;
  say(
    `Metrics are not served by this process: ${await portHolder(port)} listens on ${shown} (NHS_METRICS_ADDRESS).`,
  );
  return undefined;
}
