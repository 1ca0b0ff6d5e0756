/** `changes.csv`: every figure of this release that said something else in the release before. */
import { WARNING } from '../words/warning.ts';
import { numberOrNull, text } from '../read/row-values.ts';
import type { SiteFile, Source } from '../site-file.ts';
import { csvText } from './csv-text.ts';

const TEXTS = ['fy', 'org_code', 'org_name', 'dataset', 'figure', 'old_status', 'new_status'] as const;
const CAUSES = ['change_kind', 'cause_text', 'cause_old_sha', 'cause_new_sha'] as const;

export async function* changesTable({ model, ask, tables }: Source): AsyncGenerator<SiteFile> {
  if (!tables.has('release_change')) return;
  const rows = await ask(
    `SELECT *, measure AS figure FROM release_change WHERE to_release = $1 ORDER BY dataset, figure, fy, org_code`,
    [model.facts.release],
  );
  const name = (code: string): string => model.trusts.get(code)?.name ?? '';
  yield {
    path: 'changes.csv',
    content: csvText(
      [
        ...(model.facts.illustrative ? ['warning'] : []),
        ...['from_release', 'to_release', ...TEXTS, 'old_value', 'new_value', 'difference', 'percent', 'material'],
        ...CAUSES,
      ],
      rows.map((row) => [
        ...(model.facts.illustrative ? [WARNING] : []),
        ...[text(row['from_release']), text(row['to_release'])],
        ...TEXTS.map((column) => (column === 'org_name' ? name(text(row['org_code'])) : text(row[column]))),
        ...['old_value', 'new_value', 'difference', 'percent'].map((column) => numberOrNull(row[column] ?? null)),
        row['material'] === true,
        ...CAUSES.map((column) => text(row[column])),
      ]),
    ),
  };
}
