/** Text of others as it may stand on a terminal: without control characters, and no wider than the window. */

/** An escape sequence would move the cursor or change colours; a mark of direction would turn words round. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;
/** East Asian letters and pictures take two columns. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
const ELLIPSIS = '…';

/** Without control characters; line ends and tabs stay. */
export function plainText(text: string): string {
  return text.replace(CONTROL, ' ');
}

/** On one line, without control characters. */
export function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}

/** On one line and at most so many columns wide; what is left out is shown by an ellipsis. */
export function shortened(text: string, columns: number): string {
  return cut(oneLine(text), columns);
}

/** A line of a table, at most so many columns wide: its blanks stay, its control characters do not. */
export function cut(line: string, columns: number): string {
  let width = 0;
  let kept = '';
  let fits = '';
  for (const letter of plainText(line).replace(/[\n\t]/g, ' ')) {
    width += columnsOf(letter);
    if (width > columns) return columns < 1 ? '' : `${fits.trimEnd()}${ELLIPSIS}`;
    kept += letter;
    if (width < columns) fits = kept;
  }
  return kept;
}

/** A long text on lines of a width, broken between words; a word that is longer than a line is left whole. */
export function folded(text: string, columns: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(text).split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > columns) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}

function columnsOf(letter: string): number {
  return (letter.codePointAt(0) ?? 0) > 0xffff || WIDE.test(letter) ? 2 : 1;
}
