/** Takes out of a text what must not leave this machine: passwords in addresses, and the secrets of the environment. */

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables whose value is a secret as a whole, or an address with one in it. */
const SECRETS = [
  'NHS_NOTIFY_URL',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'TEMPORAL_API_KEY',
  'TEMPORAL_TLS_CLIENT_KEY_DATA',
] as const;
const HIDDEN = '(hidden)';
/** What is shorter may stand in any text. */
const SHORTEST = 8;

/** How to clean a text; made once, for the secrets do not change. */
export function withoutSecrets(env: Environment): (text: string) => string {
  const secrets = SECRETS.map((name) => env[name]?.trim() ?? '').filter(({ length }) => length >= SHORTEST);
  return (text) => {
    let clean = text;
    for (const secret of secrets) clean = clean.replaceAll(secret, HIDDEN);
    return clean
      .replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#@]+@/gi, '$1')
      .replace(/([?&](?:[\w-]*(?:token|key|secret|signature|password|sig)[\w-]*)=)[^&\s#]+/gi, `$1${HIDDEN}`);
  };
}
