/** The part of a tree's node that a person reads. */
export interface ReadableNode {
  readonly label: string;
  readonly description?: string;
  readonly icon: { readonly name: string };
}

/** A node on one line: `[pass] 14:03:07 | 200 · 3.2 s`. */
export const nodeLine = ({ label, description, icon }: ReadableNode): string =>
  `[${icon.name}] ${label}${description ? ` | ${description}` : ''}`;

/** Any tree as text, a line for each node, indented by two spaces a level. */
export async function treeText<T>(
  childrenOf: (node?: T) => readonly T[] | Promise<readonly T[]>,
  lineOf: (node: T) => string,
): Promise<string> {
  const below = async (node: T | undefined, indent: string): Promise<string[]> => {
    const lines: string[] = [];
    for (const child of await childrenOf(node)) {
      lines.push(indent + lineOf(child), ...(await below(child, `${indent}  `)));
    }
    return lines;
  };
  return (await below(undefined, '')).join('\n');
}
