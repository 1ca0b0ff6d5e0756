/** Who we say we are: the project by name, its version, and where to complain. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  bugs: z.object({ url: z.string() }).optional(),
});

/** @param contact how to reach whoever runs this copy (NHS_CONTACT): an address a publisher can write to. */
export function userAgent(contact: string | undefined): string {
  const { name, version, bugs } = manifest.parse(
    JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')),
  );
  const complaints = contact ?? bugs?.url ?? `the issue tracker of ${name}`;
  return `${name}/${version} (reads published NHS statistics, one request a second; complaints: ${complaints})`;
}
