/**
 * One way of writing an address: https, percent-encoded, no fragment. Pages write blanks, en dashes and `http://`
 * as they please. What is no web address (`file:Beds/Q1.xlsx`) stays as it is.
 */
export function canonicalAddress(text: string): string {
  if (!/^https?:/i.test(text.trim()) || !URL.canParse(text)) return text;
  const url = new URL(text);
  url.protocol = 'https:';
  url.hash = '';
  return url.href;
}
