/** Data as a plain script: a page opened from a folder may load a script, and nothing else. */
import type { SiteFile } from '../site-file.ts';

/** `data/<name>.js`, which hands `value` to the page's script as `name`. The text cannot end the script or run. */
export function plainScript(name: string, value: unknown): SiteFile {
  const json = JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return { path: `data/${name}.js`, content: `TY.put(${JSON.stringify(name)},${json});\n` };
}
