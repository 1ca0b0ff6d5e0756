/**
 * Text of a publisher or of a person as it may stand in a chat message: on one line, without anything that a chat program
 * would take for a command, a mention of everybody, or a link under other words. Pure.
 */
import { withoutInvisible } from '../nhs/visible-text.ts';

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** @param most characters; what is longer ends in an ellipsis */
export function plainText(text: string, most: number): string {
  const plain = withoutInvisible(text.replace(CONTROL, ' '))
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('@', '＠')
    .replaceAll('`', "'")
    .replaceAll('](', '] (');
  const characters = [...plain];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : plain;
}
