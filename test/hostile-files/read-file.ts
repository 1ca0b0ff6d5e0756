/** What a file gives: its figures by organisation, or the sentence it is refused with. */
import type { Finding, ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { openSource } from '../../spreadsheet/open-source.ts';
import type { GoodFile } from './good-files.ts';

/** By organisation, period and measure; several where a code stands in several rows. Marks for none are `suppressed` and `missing`. */
export type Figures = ReadonlyMap<string, string>;

export interface Loaded {
  readonly parsed: ParsedFile;
  readonly figures: Figures;
  /** Doubts, and rows set aside. */
  readonly notes: readonly (Pick<Finding, 'message'> & { readonly orgCode?: string })[];
}

export interface Refused {
  readonly code: string;
  readonly message: string;
}

/** As the parsing thread does it. Whatever is thrown and is no refusal is a fault of ours, and comes out as it is. */
export async function readFile(
  good: GoodFile,
  bytes: Uint8Array,
  fileName: string,
): Promise<Loaded | Refused> {
  try {
    const [source, ...others] = await openSource(bytes, fileName);
    if (!source || others.length > 0) throw new RangeError(`${fileName} holds ${others.length + 1} files`);
    const recognised = good.dataset.recognise(source);
    if ('notThis' in recognised && recognised.notThis.length < 10)
      throw new RangeError('says not what it is');
    const parsed = await good.dataset.parse(source, good.context);
    const [refusal] = good.dataset
      .check(parsed, good.context)
      .filter(({ message }) => !good.tooSmall?.test(message));
    if (refusal) return refusal;
    return {
      parsed,
      figures: figuresOf(parsed),
      notes: [
        ...parsed.findings,
        ...parsed.quarantine.map(({ orgCode, detail }) => ({ orgCode, message: detail })),
      ],
    };
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

/** One code for one organisation, as matching has it. */
export function plainCode(code: string): string {
  return code.trim().toUpperCase().replace(/-X$/, '');
}

export function figuresOf({ observations, tables }: ParsedFile): Figures {
  const found = new Map<string, string[]>();
  const add = (key: string, figure: string): void => void found.set(key, [...(found.get(key) ?? []), figure]);
  for (const { orgCode, period, measure, value, status } of observations) {
    add(`${plainCode(orgCode)} ${period} ${measure}`, value === null ? status : String(value));
  }
  for (const table of tables) {
    for (let row = 0; row < table.rows; row += 1) {
      const cells = new Map(
        table.columns.map((column) => [
          column.name,
          column.type === 'dictionary'
            ? (column.values[column.indices[row] ?? -1] ?? '')
            : column.numbers[row],
        ]),
      );
      const key = [
        cells.get('practice_code'),
        cells.get('sex'),
        cells.get('age_band'),
        cells.get('printed_in'),
      ];
      for (const [name, cell] of cells) {
        if (!/^(?:source_row|snapshot_date|practice_code|printed_in)$/.test(name))
          add(`${key.join(' ')} ${name}`, String(cell));
      }
    }
  }
  return new Map([...found].map(([key, figures]) => [key, figures.sort().join(' + ')]));
}
