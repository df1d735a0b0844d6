import type { Node } from '../../../src/core/requests/node';
import type { NodeRef } from '../../../src/core/requests/nodeRef';
import type { NodeTree } from '../../../src/core/requests/nodeTree';

/** What VS Code is handed for a row. */
export class PlainItem {
  id?: string;
  description?: string | undefined;
  iconPath?: object;
  contextValue?: string;
  accessibilityInformation?: object;
  command?: object | undefined;

  constructor(readonly label: string) {}
}

/** Draws as the view does: whole what it is told to, and a row that reads as before by its item of before. */
export class Drawing {
  /** What stands below each node, by its id; the tree itself stands below none. */
  readonly items = new Map<string, readonly PlainItem[]>();
  drawn = 0;
  /** How long VS Code asked for all that stands below the nodes that were to be drawn: it has no way to ask for less. */
  askedMs = 0;

  constructor(private readonly tree: NodeTree) {
    tree.onDidChange((refs) => {
      for (const ref of refs ?? [undefined]) this.draw(ref);
    });
  }

  draw(ref: NodeRef | undefined): void {
    if (ref !== undefined) this.drawOne(ref);
    if (ref !== undefined && !this.tree.isExpanded(ref)) return;
    const began = performance.now();
    const children = this.tree.unfold(ref);
    const below = children.map((child) => this.drawOne(child));
    this.askedMs += performance.now() - began;
    this.items.set(ref?.id ?? '', below);
    // Apps stand open at the root alone.
    if (ref === undefined) for (const child of children) this.draw(child);
  }

  get rows(): number {
    return [...this.items.values()].reduce((count, below) => count + below.length, 0);
  }

  private drawOne(ref: NodeRef): PlainItem {
    const node = this.tree.draw(ref);
    if (node.item instanceof PlainItem) return node.item;
    this.drawn++;
    return (node.item = toItem(node));
  }
}

function toItem(node: Node): PlainItem {
  const item = new PlainItem(node.label);
  item.id = node.id;
  item.description = node.description;
  item.iconPath = { id: node.icon.name, color: { id: node.icon.color } };
  item.contextValue = node.context;
  item.accessibilityInformation = { label: node.spoken };
  item.command = { command: 'fal.openRequest', title: node.label, arguments: [node.action] };
  return item;
}
