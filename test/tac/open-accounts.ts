/** Made-up accounts workbooks, written and opened as a downloaded file would be. */
import { tac } from '../../datasets/tac/dataset.ts';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile, Refusal } from '../../datasets/contract/parsed-file.ts';
import { openSource } from '../../spreadsheet/open-source.ts';
import type { TacOrganisation, TacWorkbookSpec } from '../fixtures/tac-workbook/spec.ts';
import { mainTacLines } from '../fixtures/tac-workbook/tac-lines.ts';
import { tacWorkbook } from '../fixtures/tac-workbook/write-tac-workbook.ts';

export const TRUSTS: readonly TacOrganisation[] = [
  {
    name: 'Barts Health NHS Trust',
    listed: { code: 'R1H' },
    values: {
      SCI0100A: 1_600_000,
      SCI0110A: 150_000,
      EXP0390: 1_700_960,
      EXP0190: 5_123,
      STA0360: 1_000_000,
    },
  },
  { name: 'Leeds Community Healthcare NHS Trust', listed: { code: 'RY6', type: 'Community' } },
  { name: 'Kent and Medway NHS and Social Care Partnership Trust', listed: { code: 'RXY' } },
];

export const FOUNDATION_TRUSTS: readonly TacOrganisation[] = [
  { name: 'Airedale NHS Foundation Trust', listed: { code: 'RCF', authorised: '2007-10-01' } },
  { name: '2gether NHS Foundation Trust', listed: { code: 'RTQ', authorised: '2007-07-01' } },
];

/** Accounts of three trusts in 2019-20 on the worksheets that matter; say what is different. */
export function trusts(changes: Partial<TacWorkbookSpec> = {}): TacWorkbookSpec {
  const fy = changes.fy ?? '2019-20';
  return { fy, sector: 'Trust', organisations: TRUSTS, lines: mainTacLines(fy), ...changes };
}

/** The workbook, opened as if it had been downloaded under `fileName`. */
export async function open(spec: TacWorkbookSpec, fileName = nameOf(spec)): Promise<SourceBytes> {
  return await openBytes(tacWorkbook(spec), fileName);
}

export async function openBytes(bytes: Uint8Array, fileName: string): Promise<SourceBytes> {
  const [source] = await openSource(bytes, fileName);
  if (!source) throw new Error(`${fileName} holds no table`);
  return source;
}

export function contextOf(spec: TacWorkbookSpec, acceptIllustrative = false): ParseContext {
  return {
    fy: spec.fy,
    slot: `${spec.fy} ${spec.sector}`,
    period: spec.fy,
    url: `https://www.england.nhs.uk/wp-content/uploads/${nameOf(spec)}`,
    acceptIllustrative,
  };
}

export interface Read {
  readonly parsed: ParsedFile;
  readonly refusals: readonly Refusal[];
  /** A figure by organisation and measure. */
  readonly figure: (organisation: string, measure: string) => number | null | undefined;
}

/** Opens, parses and checks. */
export async function read(spec: TacWorkbookSpec, fileName?: string): Promise<Read> {
  const context = contextOf(spec);
  const parsed = await tac.parse(await open(spec, fileName), context);
  return {
    parsed,
    refusals: tac.check(parsed, context),
    figure: (organisation, measure) =>
      parsed.observations.find((figure) => figure.orgName === organisation && figure.measure === measure)
        ?.value,
  };
}

function nameOf(spec: TacWorkbookSpec): string {
  const whose = spec.sector === 'FT' ? 'NHS-foundation-trusts' : 'NHS-trusts';
  return `TAC-data-published-in-${whose}-accounts-for-${spec.fy}.xlsx`;
}
