import type { SitePage } from '../site-file.ts';

export function gpPage(): Promise<readonly SitePage[]> {
  return Promise.resolve([]);
}
