/** Text that people type, made fit for one line of a file, a terminal and a spreadsheet. */

/** An escape sequence would be obeyed by the terminal that prints it; some characters turn the direction of the text. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;
const SHOWN = 80;

/** One line without control characters, without blanks at its ends. */
export function plainLine(text: string): string {
  return text.replace(UNPRINTABLE, ' ').trim();
}

/** The same, and no spreadsheet takes the text for a formula. */
export function plainSentence(text: string): string {
  return plainLine(text).replace(/^[=+@\-\s]+/, '');
}

/** As the text may stand in a sentence: quoted, and not longer than a line. */
export function quoted(text: string): string {
  const plain = plainLine(text);
  return `"${plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain}"`;
}
