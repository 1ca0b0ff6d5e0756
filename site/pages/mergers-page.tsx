import type { SitePage } from '../site-file.ts';

export function mergersPage(): Promise<readonly SitePage[]> {
  return Promise.resolve([]);
}
