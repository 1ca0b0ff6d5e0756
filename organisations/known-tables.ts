/** The reviewed tables of this folder (known-*.csv), from text. They hold what the current ODS files no longer say. */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import {
  type KnownAlias,
  type KnownOrganisation,
  type KnownPart,
  type KnownSuccession,
  SuccessionKind,
} from './organisation.ts';

export interface KnownTables {
  readonly organisations: readonly KnownOrganisation[];
  readonly successions: readonly KnownSuccession[];
  readonly aliases: readonly KnownAlias[];
  readonly parts: readonly KnownPart[];
}

/** The files' texts. */
export interface KnownTexts {
  readonly organisations: string;
  readonly successions: string;
  readonly aliases: string;
  readonly parts: string;
}

const text = z.string().min(1);
const day = z.iso.date();
const dayOrNone = z.union([day, z.literal('').transform(() => null)]);

const organisationRows = z.array(
  z.strictObject({ code: text, name: text, open: dayOrNone, close: dayOrNone, source: text }),
);
const successionRows = z.array(
  z
    .strictObject({
      from: text,
      to: z.union([text, z.literal('').transform(() => null)]),
      effective_date: day,
      kind: z.enum(Object.values(SuccessionKind)),
      source: text,
    })
    .transform(({ effective_date, ...rest }) => ({ ...rest, effectiveDate: effective_date })),
);
const partRows = z.array(z.strictObject({ code: text, trust: text, part: text, source: text }));
const aliasRows = z.array(z.strictObject({ name: text, code: text, reason: text }));

/** @throws ZodError when a row of a table is not what the README says it must be. */
export function parseKnownTables(texts: KnownTexts): KnownTables {
  return {
    organisations: organisationRows.parse(records(texts.organisations)),
    successions: successionRows.parse(records(texts.successions)),
    aliases: aliasRows.parse(records(texts.aliases)),
    parts: partRows.parse(records(texts.parts)),
  };
}

function records(csv: string): unknown {
  return parse(csv, { columns: true, bom: true });
}
