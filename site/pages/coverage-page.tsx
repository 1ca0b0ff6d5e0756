import type { SitePage } from '../site-file.ts';

export function coveragePage(): Promise<readonly SitePage[]> {
  return Promise.resolve([]);
}
