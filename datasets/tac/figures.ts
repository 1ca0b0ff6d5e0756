/** Picks the lines we read out of the whole accounts: one per organisation and measure, or a refusal. */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { keyOf } from './layouts.ts';
import { LINES, type Line } from './lines.ts';
import type { AllData, LineTable } from './read-lines.ts';

export interface Figures {
  /** Names as printed; a figure's organisation is its index here. */
  readonly organisations: readonly string[];
  /** Lines of the form that the file has once for each organisation. */
  readonly present: readonly Line[];
  /** Lines, none of them required, that some organisation has more than once, and which are therefore not used. */
  readonly repeated: readonly Line[];
  /** Index into the line table. */
  readonly lineOf: (organisation: number, line: Line) => number;
}

/** @throws SourceError UNKNOWN_LAYOUT, DUPLICATE_ROWS, with the codes the file has instead. */
export function pickFigures(data: AllData): Figures {
  const { lines } = data;
  const organisations = lines.organisation.values;
  const found = new Map<Line, Int32Array>();
  const twice = new Map<Line, number>();
  const wanted = wantedByCode(lines);
  for (let index = 0; index < lines.rows; index += 1) {
    const candidates = wanted[lines.subCode.indices[index] ?? 0];
    if (!candidates) continue;
    const line = candidates.find(
      (wantedLine) =>
        wantedLine.mainCode === lines.mainCode.values[lines.mainCode.indices[index] ?? 0] &&
        keyOf(lines.worksheet.values[lines.worksheet.indices[index] ?? 0] ?? '').startsWith(
          wantedLine.worksheet.toLowerCase(),
        ),
    );
    if (!line) continue;
    const places = found.get(line) ?? new Int32Array(organisations.length).fill(-1);
    found.set(line, places);
    const organisation = lines.organisation.indices[index] ?? 0;
    if ((places[organisation] ?? -1) >= 0 && !twice.has(line)) {
      if (line.role === 'required') throw repeated(data, line, places[organisation] ?? 0, index);
      twice.set(line, index);
    } else places[organisation] = index;
  }
  for (const line of LINES) if (line.role === 'required') requireForAll(data, line, found.get(line));
  const complete = (line: Line): boolean =>
    !twice.has(line) && (found.get(line)?.every((place) => place >= 0) ?? false);
  return {
    organisations,
    present: LINES.filter(complete),
    repeated: [...twice.keys()],
    lineOf: (organisation, line) => found.get(line)?.[organisation] ?? -1,
  };
}

/** For each distinct sub code of the file, the lines that may be meant. */
function wantedByCode(lines: LineTable): readonly (readonly Line[] | undefined)[] {
  return lines.subCode.values.map((code) => {
    const candidates = LINES.filter((line) => line.subCodes.includes(code));
    return candidates.length > 0 ? candidates : undefined;
  });
}

function repeated(data: AllData, line: Line, first: number, second: number): SourceError {
  const { lines } = data;
  const codes = [first, second].map((at) => lines.subCode.values[lines.subCode.indices[at] ?? 0] ?? '');
  const name = lines.organisation.values[lines.organisation.indices[second] ?? 0] ?? '';
  return new SourceError(
    SourceErrorCode.duplicateRows,
    `Sheet "${data.sheet}": ${name.trim()} has ${line.mainCode} ${[...new Set(codes)].join(' and ')} twice, in rows ` +
      `${lines.sourceRow[first] ?? 0} and ${lines.sourceRow[second] ?? 0}. Which of the two counts has to be settled with the publisher.`,
  );
}

function requireForAll(data: AllData, line: Line, places: Int32Array | undefined): void {
  const code = line.subCodes.join(' or ');
  if (!places) {
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Sheet "${data.sheet}": no line ${line.mainCode} ${code} on worksheet ${line.worksheet}. ${candidatesFor(data.lines, line)} ` +
        "Compare the year's illustrative form and add the code to datasets/tac/lines.ts.",
    );
  }
  const without = data.lines.organisation.values.filter(
    (_, organisation) => (places[organisation] ?? -1) < 0,
  );
  if (without.length > 0) {
    const names = without.slice(0, 3).map((name) => name.trim());
    throw new SourceError(
      SourceErrorCode.unknownLayout,
      `Sheet "${data.sheet}": ${without.length} of ${data.lines.organisation.values.length} organisations have no line ${line.mainCode} ${code}: ` +
        `${names.join(', ')}${without.length > 3 ? ' and others' : ''}. Rows are missing; download the file again.`,
    );
  }
  for (const place of places) {
    if (!data.unreadable.has(place)) continue;
    const name = data.lines.organisation.values[data.lines.organisation.indices[place] ?? 0] ?? '';
    throw new SourceError(
      SourceErrorCode.unreadableFile,
      `Sheet "${data.sheet}", cell ${data.valueColumn}${data.lines.sourceRow[place] ?? 0} (${name.trim()}, ${line.mainCode} ${code}) ` +
        `holds "${data.printed(place).slice(0, 60)}", which is neither a number nor blank.`,
    );
  }
}

/** What the file has where a code was looked for. */
function candidatesFor(lines: LineTable, line: Line): string {
  const codes = new Set<string>();
  const columns = new Set<string>();
  const stem = line.measure.slice(0, 3);
  for (let index = 0; index < lines.rows; index += 1) {
    const sheet = lines.worksheet.values[lines.worksheet.indices[index] ?? 0] ?? '';
    if (!keyOf(sheet).startsWith(line.worksheet.toLowerCase())) continue;
    const main = lines.mainCode.values[lines.mainCode.indices[index] ?? 0] ?? '';
    columns.add(main);
    const code = lines.subCode.values[lines.subCode.indices[index] ?? 0] ?? '';
    if (main === line.mainCode && code.startsWith(stem)) codes.add(code);
  }
  if (codes.size > 0) return `Codes it has there: ${[...codes].slice(0, 40).join(', ')}.`;
  if (columns.size > 0) return `Main codes on that worksheet: ${[...columns].slice(0, 20).join(', ')}.`;
  return `Worksheets it has: ${lines.worksheet.values.slice(0, 40).join(', ')}.`;
}
