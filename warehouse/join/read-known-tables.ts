import { readFileSync } from 'node:fs';
import { parseKnownTables, type KnownTables } from '../../organisations/known-tables.ts';

/** The tables as they lie in this repository; read once by whoever matches, small enough to read at once. */
export function readKnownTables(): KnownTables {
  const read = (name: string): string =>
    readFileSync(new URL(`../../organisations/${name}`, import.meta.url), 'utf8');
  return parseKnownTables({
    organisations: read('known-organisations.csv'),
    successions: read('known-successions.csv'),
    aliases: read('known-aliases.csv'),
    parts: read('known-parts.csv'),
  });
}
