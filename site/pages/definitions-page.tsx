import type { SitePage } from '../site-file.ts';

export function definitionsPage(): Promise<readonly SitePage[]> {
  return Promise.resolve([]);
}
