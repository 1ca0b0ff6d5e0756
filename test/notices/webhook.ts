/** A webhook on this machine, and a place to note what was told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NoticeEffects } from '../../activities/effects.ts';
import { proxyFor } from '../../fetch/proxy.ts';
import { notifyAddress } from '../../notices/notify-address.ts';
import { withoutSecrets } from '../../notices/without-secrets.ts';
import { localFiles } from '../../store/local-files.ts';

export interface Posted {
  readonly method: string;
  readonly contentType: string;
  readonly body: { readonly text: string; readonly notice: Readonly<Record<string, unknown>> };
}

export interface Webhook {
  /** With the secret in its path. */
  readonly url: string;
  readonly posts: Posted[];
  /** What the next requests are answered with; 200 afterwards. */
  readonly answers: { status: number; headers?: Record<string, string> }[];
  readonly close: () => Promise<void>;
}

export const SECRET = 'T024BE7LD-xoxb-not-to-be-seen';

export async function startWebhook(): Promise<Webhook> {
  const posts: Posted[] = [];
  const answers: Webhook['answers'] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const { method = '', headers } = request;
      posts.push({
        method,
        contentType: headers['content-type'] ?? '',
        body: JSON.parse(text) as Posted['body'],
      });
      const { status, headers: more = {} } = answers.shift() ?? { status: 200 };
      response.writeHead(status, more).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/${SECRET}`,
    posts,
    answers,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Effects over a folder of the test's own, which goes with `dispose`. */
export function noticeWorld(env: Readonly<Record<string, string>>): NoticeEffects & { dispose: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'notices-'));
  return {
    address: notifyAddress(env),
    files: localFiles(folder),
    clean: withoutSecrets(env),
    uiUrl: undefined,
    proxyFor: (target) => proxyFor(target, env),
    patienceMs: 2000,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
