/** Small XML parts (workbook, relations, styles) as a tree with namespaces resolved. */
import { unreadable } from '../refuse.ts';
import { Token, XmlReader } from './xml-reader.ts';

export interface XmlElement {
  readonly namespace: string;
  /** Without prefix. */
  readonly name: string;
  /** Attributes without a prefix by name, others as `{namespace}name`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
}

/** A part with more elements than this is no table's. */
const MAX_ELEMENTS = 500_000;

interface Open {
  readonly element: XmlElement & { children: XmlElement[] };
  readonly prefixes: ReadonlyMap<string, string>;
}

/** The root element; text between elements is dropped. */
export function readXmlTree(bytes: Buffer, part: string): XmlElement {
  const reader = new XmlReader(part, bytes);
  const open: Open[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  for (let token = reader.next(); token !== Token.done; token = reader.next()) {
    if (token === Token.end) open.pop();
    if (token !== Token.start) continue;
    count += 1;
    if (count > MAX_ELEMENTS)
      throw unreadable(`"${part}" in the workbook has more than ${MAX_ELEMENTS} elements`);
    const parent = open.at(-1);
    const started = startElement(reader, parent?.prefixes ?? new Map([['xml', 'xml']]));
    if (parent) parent.element.children.push(started.element);
    else root = started.element;
    open.push(started);
  }
  if (!root) throw reader.broken('it is empty');
  return root;
}

function startElement(reader: XmlReader, outer: ReadonlyMap<string, string>): Open {
  const names = [...reader.attributeNames()];
  const isDeclaration = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:');
  const declared = names
    .filter(isDeclaration)
    .map((name) => [name.slice(6), reader.attribute(name) ?? ''] as const);
  const prefixes = declared.length === 0 ? outer : new Map([...outer, ...declared]);
  const resolve = (prefix: string): string => {
    const namespace = prefixes.get(prefix);
    if (namespace === undefined && prefix !== '')
      throw reader.broken(`the prefix "${prefix}" is not declared`);
    return namespace ?? '';
  };
  const attributes = new Map<string, string>();
  for (const name of names) {
    if (isDeclaration(name)) continue;
    const colon = name.indexOf(':');
    const key = colon < 0 ? name : `{${resolve(name.slice(0, colon))}}${name.slice(colon + 1)}`;
    attributes.set(key, reader.attribute(name) ?? '');
  }
  const colon = reader.name.indexOf(':');
  const namespace = resolve(colon < 0 ? '' : reader.name.slice(0, colon));
  return { element: { namespace, name: reader.name.slice(colon + 1), attributes, children: [] }, prefixes };
}

/** Children of that name in the element's own namespace. */
export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return (
    element?.children.filter((child) => child.name === name && child.namespace === element.namespace) ?? []
  );
}
