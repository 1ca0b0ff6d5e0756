import type { SitePage } from '../site-file.ts';

export function measuresPage(): Promise<readonly SitePage[]> {
  return Promise.resolve([]);
}
