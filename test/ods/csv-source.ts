/** A CSV text as a dataset is given it. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ParseContext } from '../../datasets/contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';

export function csvSource(text: string, fileName: string): SourceBytes {
  return {
    fileName,
    kind: 'csv',
    bytes: Buffer.from(text),
    workbook: () => ({
      sheets: [
        {
          name: '',
          hidden: false,
          *rows() {
            const records = parse(text, { relax_column_count: true });
            for (const [index, cells] of records.entries()) yield { number: index + 1, cells };
          },
          columns: () => {
            throw new Error('ODS files are read by row');
          },
        },
      ],
    }),
  };
}

export function csvFile(path: string, encoding: BufferEncoding = 'latin1'): SourceBytes {
  return csvSource(readFileSync(path, encoding), basename(path));
}

export function contextOf(slot: string): ParseContext {
  return {
    fy: 'current',
    slot,
    period: slot,
    url: `https://files.digital.nhs.uk/assets/ods/current/${slot}.zip`,
    acceptIllustrative: false,
  };
}
