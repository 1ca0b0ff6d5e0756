import type { SitePage } from '../site-file.ts';

export function comparePage(): Promise<readonly SitePage[]> {
  return Promise.resolve([]);
}
