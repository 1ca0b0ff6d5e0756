/** A way to a server that breaks as a network does: what was open goes silent, and for a while nobody gets through. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Way {
  /** `127.0.0.1:port`, for TEMPORAL_ADDRESS. */
  readonly address: string;
  /** Connections stay open and carry nothing any more, as after a change of address; new ones are refused until `mend`. */
  readonly cut: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
}

/** @param to `host:port` of the server */
export async function openWay(to: string): Promise<Way> {
  const [host = '', port = ''] = to.split(':');
  const pairs = new Set<readonly [Socket, Socket]>();
  let isCut = false;
  const way = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(port), host);
    const pair = [near, far] as const;
    pairs.add(pair);
    near.pipe(far);
    far.pipe(near);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        for (const each of pair) each.destroy();
        pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(way.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true;
      for (const [near, far] of pairs) {
        near.unpipe();
        far.unpipe();
        // What still arrives is thrown away: nobody answers it.
        near.resume();
        far.resume();
      }
    },
    mend: () => {
      isCut = false;
    },
    close: async () => {
      for (const [near] of pairs) near.destroy();
      await new Promise((resolve) => way.close(resolve));
    },
  };
}
