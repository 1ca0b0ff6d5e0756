/** Whether the fields of a decision make sense together: what is wrong, column by column, and what to write instead. */
import { startYearOf } from '../nhs/financial-year.ts';
import { SourceErrorCode } from '../nhs/source-error.ts';
import { type NewDecision, DecisionKind } from './decision.ts';
import { plainLine, plainSentence, quoted } from './plain-text.ts';
import { readSpan } from './years-of-decision.ts';

/** One column that is wrong, and the remedy. */
export interface WrongField {
  readonly column: string;
  readonly message: string;
}

/** The refusals that are somebody's judgement. What is unreadable, unsafe or another table is never accepted. */
export const ACCEPTABLE: ReadonlySet<string> = new Set([
  SourceErrorCode.totalDisagrees,
  SourceErrorCode.implausible,
  SourceErrorCode.duplicateRows,
  SourceErrorCode.wrongPeriod,
]);

/** Of a reason: it stands in a cell of the published tables. */
const LONGEST_REASON = 1000;
const LONGEST_ADDRESS = 2000;
const LONGEST_NAME = 300;
/** Of the refusal's own sentence, which may list many places. */
const LONGEST_DETAIL = 4000;

const SHA256 = /^[0-9a-f]{64}$/;
const CELL = /^[A-Z0-9]{3,8} [a-z][a-z0-9_]*$/;
const CODE = /^[A-Z0-9]{3,8}$/;

/** The same decision in one line of plain text a field; an ODS code in capitals, a sha256 in small letters. */
export function tidied<T extends NewDecision>(decision: T): T {
  const { kind } = decision;
  const subject = plainLine(decision.subject);
  const value = plainLine(decision.value);
  return {
    ...decision,
    dataset: plainLine(decision.dataset),
    years: plainLine(decision.years).replace(/\s*\.\.\s*/, '..'),
    slot: plainLine(decision.slot),
    subject: /^[0-9a-f]{64}$/i.test(subject) ? subject.toLowerCase() : subject,
    value:
      kind === DecisionKind.organisation ? (/^none$/i.test(value) ? 'none' : value.toUpperCase()) : value,
    reason: plainSentence(decision.reason),
    who: plainSentence(decision.who),
    detail: plainSentence(decision.detail).slice(0, LONGEST_DETAIL),
  };
}

/** What is known of a publication: its name, and where it is known, the files of a year and the measures. */
export interface KnownDataset {
  readonly name: string;
  readonly expectedFiles?: (fy: string) => readonly { readonly slot: string }[];
  readonly measures?: readonly { readonly measure: string }[];
}

/** @param datasets those that exist; where not given, any name is taken */
export function wrongFields(
  decision: NewDecision,
  datasets?: readonly KnownDataset[],
): readonly WrongField[] {
  const wrong: WrongField[] = [];
  const say = (column: string, message: string): void => void wrong.push({ column, message });
  const { kind, dataset, years, reason } = decision;
  if (!Object.hasOwn(DecisionKind, kind)) {
    say(
      'kind',
      `${quoted(kind)} is no kind of decision; write one of ${Object.keys(DecisionKind).join(', ')}.`,
    );
    return wrong;
  }
  if (dataset === '' && kind !== DecisionKind.organisation)
    say('dataset', 'it is empty; write the name of the publication, such as beds.');
  const known = datasets?.find(({ name }) => name === dataset);
  if (dataset !== '' && datasets !== undefined && known === undefined) {
    const names = datasets.map(({ name }) => name).join(', ');
    say('dataset', `there is no publication ${quoted(dataset)}; the names are ${names}.`);
  }
  if (readSpan(years) === undefined) {
    say('years', `${quoted(years)} is no financial year; write 2022-23, 2017-18..2019-20, or current.`);
  } else if (needsOneYear(decision) && startYearOf(years) === undefined && years !== 'current') {
    say(
      'years',
      `a decision of the kind ${kind} is about one financial year; write 2022-23 (or current for ods).`,
    );
  }
  if (known !== undefined && wrong.length === 0) checkPlace(decision, known, say);
  checkSubject(decision, say);
  checkValue(decision, say);
  if (reason === '') say('reason', 'it is empty; say why, for the reason is published.');
  if (reason.length > LONGEST_REASON)
    say('reason', `it has ${reason.length} characters; ${LONGEST_REASON} is the most.`);
  if (decision.who.length > LONGEST_NAME) say('who', `it has more than ${LONGEST_NAME} characters.`);
  return wrong;
}

type Say = (column: string, message: string) => void;

function needsOneYear({ kind, subject }: NewDecision): boolean {
  const { address, accept, skip, withhold } = DecisionKind;
  return kind === address || kind === accept || kind === skip || (kind === withhold && CELL.test(subject));
}

const SLOTS_NAMED = 14;

/** A slip of the pen would be kept, and would never act. */
function checkPlace(decision: NewDecision, { name, expectedFiles, measures }: KnownDataset, say: Say): void {
  const { kind, subject, slot, years } = decision;
  if (slot !== '' && needsOneYear(decision) && expectedFiles !== undefined) {
    const slots = expectedFiles(years).map((file) => file.slot);
    if (slots.length > 0 && !slots.includes(slot))
      say(
        'slot',
        `${name} ${years} has no file ${quoted(slot)}; write one of ${slots.slice(0, SLOTS_NAMED).join(', ')}${slots.length > SLOTS_NAMED ? ' …' : ''}.`,
      );
  }
  const [, measure] = subject.split(' ');
  if (kind === DecisionKind.withhold && CELL.test(subject) && measures !== undefined)
    if (!measures.some((one) => one.measure === measure))
      say(
        'subject',
        `${quoted(measure ?? '')} is no measure of ${name}; write the publication that it is from.`,
      );
}

function checkSubject({ kind, subject }: NewDecision, say: Say): void {
  const isFile = SHA256.test(subject);
  if (kind === DecisionKind.accept && !isFile)
    say('subject', `${quoted(subject)} is not the SHA-256 of a file: 64 characters of 0-9 and a-f.`);
  if (kind === DecisionKind.withhold && !isFile && !CELL.test(subject))
    say('subject', `${quoted(subject)} is neither the SHA-256 of a file nor a cell such as RJ1 beds.`);
  const named = kind === DecisionKind.heading || kind === DecisionKind.organisation;
  if (named && subject === '') say('subject', 'it is empty; write it as the file prints it.');
  if (named && subject.length > LONGEST_NAME)
    say('subject', `it has ${subject.length} characters; ${LONGEST_NAME} is the most.`);
}

function checkValue({ kind, slot, value }: NewDecision, say: Say): void {
  if (kind === DecisionKind.address) {
    if (slot === '')
      say('slot', 'it is empty; write which file of the year is at the address, such as 2022-23Q3.');
    const why = whyNoAddress(value);
    if (why !== undefined) say('value', why);
  }
  if (kind === DecisionKind.accept && !ACCEPTABLE.has(value)) {
    say('value', `${quoted(value)} cannot be accepted; only ${[...ACCEPTABLE].join(', ')} can.`);
  }
  if (kind === DecisionKind.heading && value === '')
    say('value', 'it is empty; write the measure or column that the heading means.');
  if (kind === DecisionKind.organisation && value !== 'none' && !CODE.test(value))
    say('value', `${quoted(value)} is no ODS code; write a code such as RJ1, or none.`);
}

function whyNoAddress(text: string): string | undefined {
  if (text.length > LONGEST_ADDRESS || !URL.canParse(text)) return 'it is not the https address of a file.';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    return 'the address carries a user name or a password; write it without them.';
  if (url.protocol !== 'https:' || /\s/.test(text) || url.pathname.length < 2)
    return `${quoted(text.replace(/[?#].*$/s, ''))} is not the https address of a file.`;
  return undefined;
}
