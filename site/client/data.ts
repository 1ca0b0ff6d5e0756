/** Data files of the site, as scripts beside the page. */
import { unpack } from './unpack.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
  readonly promise: Promise<unknown>;
}

const waiting = new Map<string, Waiting>();

function entry(name: string): Waiting {
  const known = waiting.get(name);
  if (known) return known;
  let resolve: Waiting['resolve'] = () => undefined;
  let reject: Waiting['reject'] = () => undefined;
  const promise = new Promise<unknown>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  // Nobody may have asked for a file that the page names; who asks is told.
  promise.catch(() => undefined);
  const made = { resolve, reject, promise };
  waiting.set(name, made);
  return made;
}

/** Data files call `TY.put`; scripts of single pages take their modules from `TY.shared`. */
export function install(shared: Readonly<Record<string, unknown>>): void {
  Object.assign(window, {
    TY: { shared, put: (name: string, value: unknown) => entry(name).resolve(unpack(name, value)) },
  });
  // A file that is missing fails, one that is cut short ends without a call: neither leaves anybody waiting.
  for (const end of ['error', 'load']) document.addEventListener(end, ended, true);
}

function folder(): string {
  return `${document.body.dataset['root'] ?? ''}data/`;
}

/** A data file has run to its end, or was not there. A value that has come before stays. */
function ended({ target }: Event): void {
  const src = target instanceof HTMLScriptElement ? (target.getAttribute('src') ?? '') : '';
  if (!src.startsWith(folder())) return;
  entry(src.slice(folder().length, -'.js'.length)).reject(new Error(`${src} cannot be loaded`));
}

/** The value of `data/<name>.js`, loaded when it is first asked for. Rejects where the file cannot be loaded or read. */
export async function data<T>(name: string): Promise<T> {
  const { promise } = entry(name);
  const path = `${folder()}${name}.js`;
  // The element stays in the page, so that a file is loaded once, whoever named it first.
  if (document.querySelector(`script[src="${path}"]`) === null) {
    const script = document.createElement('script');
    script.src = path;
    document.head.append(script);
  }
  return (await promise) as T;
}
