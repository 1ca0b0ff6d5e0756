/** Data files of the site, as scripts beside the page. */
import { unpack } from './unpack.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly promise: Promise<unknown>;
}

const waiting = new Map<string, Waiting>();

function entry(name: string): Waiting {
  const known = waiting.get(name);
  if (known) return known;
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise<unknown>((done) => (resolve = done));
  const made = { resolve, promise };
  waiting.set(name, made);
  return made;
}

/** Data files call `TY.put`; scripts of single pages take their modules from `TY.shared`. */
export function install(shared: Readonly<Record<string, unknown>>): void {
  Object.assign(window, {
    TY: { shared, put: (name: string, value: unknown) => entry(name).resolve(unpack(name, value)) },
  });
}

const asked = new Map<string, Promise<unknown>>();

/** The value of `data/<name>.js`, loaded when it is first asked for. Rejects where the file cannot be loaded. */
export async function data<T>(name: string): Promise<T> {
  const { promise } = entry(name);
  const path = `${document.body.dataset['root'] ?? ''}data/${name}.js`;
  const inPage = document.querySelector(`script[src="${path}"]`) !== null;
  const before = asked.get(name);
  if (inPage || before) return (await (before ?? promise)) as T;
  const script = document.createElement('script');
  script.src = path;
  const failed = new Promise<never>((_, reject) => {
    script.addEventListener('error', () => reject(new Error(`${path} cannot be loaded`)));
  });
  const either = Promise.race([promise, failed]);
  asked.set(name, either);
  document.head.append(script);
  return (await either) as T;
}
