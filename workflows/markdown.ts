/**
 * Texts of publishers and people, as they may stand in what the Temporal UI shows: Markdown, in which a text could otherwise
 * make a link, a picture or a row of its own. The UI sets `--url` with a dash, and an address as a link, unless both are code.
 */
import { plainText } from './read-message.ts';

const LONGEST = 600;
/** What is shown as code: an example in JSON, an address, an option of the command line. */
const CODE = /\{[^{}]{0,300}\}|https?:\/\/[^\s"'<>{}]*[^\s"'<>{}.,;:!?)]|(?<![\w-])--[a-z][a-z-]*/gi;
const MEANS_SOMETHING = /[\\|*_[\]<>#~&]/g;

/** One line of Markdown that shows the text as it is, also in the cell of a table. */
export function asMarkdown(text: string, longest = LONGEST): string {
  const plain = plainText(text).replace(/\s+/g, ' ').replaceAll('`', "'");
  const short = plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
  let shown = '';
  let from = 0;
  for (const { 0: code, index } of short.matchAll(CODE)) {
    shown += `${escaped(short.slice(from, index))}\`${code.replaceAll('|', '\\|')}\``;
    from = index + code.length;
  }
  return shown + escaped(short.slice(from));
}

function escaped(text: string): string {
  return text.replace(MEANS_SOMETHING, '\\$&');
}
