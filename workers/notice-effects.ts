/** What notices reach the world through. */
import type { NoticeEffects } from '../activities/effects.ts';
import { proxyFor } from '../fetch/proxy.ts';
import { notifyAddress } from '../notices/notify-address.ts';
import { withoutSecrets } from '../notices/without-secrets.ts';
import type { KeyedFiles } from '../store/keyed-files.ts';

/** A chat program that does not answer within that time is asked again later. */
const PATIENCE_MS = 10_000;

/** @throws RangeError with one sentence, without the address, when NHS_NOTIFY_URL cannot be used */
export function noticeEffects(
  files: KeyedFiles,
  env: Readonly<Record<string, string | undefined>>,
  uiUrl: string | undefined,
): NoticeEffects {
  return {
    address: notifyAddress(env),
    files,
    clean: withoutSecrets(env),
    uiUrl,
    proxyFor: (target) => proxyFor(target, env),
    patienceMs: PATIENCE_MS,
  };
}
