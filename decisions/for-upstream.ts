/** What was decided in one data folder and is true everywhere, in the form of the project's own known tables. */
import { csvText } from './decisions-csv.ts';
import { type Decision, DecisionKind } from './decision.ts';
import { standing } from './standing-decisions.ts';

export interface UpstreamFile {
  readonly name: string;
  readonly text: string;
  /** Where its lines belong in the project. */
  readonly where: string;
}

const CODE = /^[A-Z0-9]{3,8}$/;

/** Only files with something in them. Refusals, gaps and withheld figures are the folder's own. */
export function forUpstream(decisions: readonly Decision[]): readonly UpstreamFile[] {
  const now = standing(decisions);
  const of = (kind: DecisionKind): readonly Decision[] => now.filter((one) => one.kind === kind);
  const organisations = of(DecisionKind.organisation).filter(({ value }) => value !== 'none');
  const aliases = organisations.filter(({ subject }) => !CODE.test(subject));
  const parts = organisations.filter(({ subject }) => CODE.test(subject));
  const headings = of(DecisionKind.heading);
  const addresses = of(DecisionKind.address);
  const table = (
    name: string,
    where: string,
    header: readonly string[],
    rows: readonly (readonly string[])[],
  ): readonly UpstreamFile[] =>
    rows.length === 0 ? [] : [{ name, where, text: csvText([header, ...rows]) }];
  return [
    ...table(
      'known-aliases.csv',
      'organisations/known-aliases.csv',
      ['name', 'code', 'reason'],
      aliases.map(({ subject, value, reason }) => [subject, value, reason]),
    ),
    ...table(
      'known-parts.csv',
      'organisations/known-parts.csv',
      ['code', 'trust', 'part', 'source'],
      parts.map(({ subject, value, reason, detail }) => [subject, value, reason, detail || reason]),
    ),
    ...table(
      'layouts.csv',
      'the row of these years in datasets/<dataset>/layouts.ts (docs/add-a-year.md)',
      ['dataset', 'years', 'heading', 'means', 'reason'],
      headings.map(({ dataset, years, subject, value, reason }) => [dataset, years, subject, value, reason]),
    ),
    ...table(
      'addresses.csv',
      'the discovery of the publication, datasets/<dataset>/discover.ts',
      ['dataset', 'years', 'slot', 'address', 'reason'],
      addresses.map(({ dataset, years, slot, value, reason }) => [dataset, years, slot, value, reason]),
    ),
  ];
}
