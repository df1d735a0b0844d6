import { createTimes } from '../../../src/core/base/times';
import type { NodeRef } from '../../../src/core/requests/nodeRef';
import { NodeTree } from '../../../src/core/requests/nodeTree';
import type { Questions } from '../../../src/core/requests/questions';
import { RequestStore } from '../../../src/core/requests/store';
import { Drawing } from './drawing';

export type Explorer = Awaited<ReturnType<typeof openExplorer>>;

export const appId = (index: number): string => `acme/app-${String(index).padStart(3, '0')}`;

/** All but VS Code. */
export async function openExplorer(questions: Questions) {
  const store = new RequestStore(questions);
  const times = createTimes('en');
  const tree = new NodeTree(store, () => ({ now: Date.now(), times }));
  const drawing = new Drawing(tree);
  await tree.open();
  drawing.draw(undefined);
  const ref = (index: number): NodeRef => {
    const found = tree
      .children()
      .find((each) => each.kind === 'endpoint' && each.endpointId === appId(index));
    if (found === undefined) throw new Error(`${appId(index)} is not listed`);
    return found;
  };
  const open = async (index: number): Promise<void> => {
    await tree.open(ref(index));
    drawing.draw(ref(index));
  };
  /** Its row came in sight; waits for what that asks for. */
  const look = (index: number): Promise<void> => tree.look(appId(index));
  const rowsOf = (index: number): number =>
    tree.children(ref(index)).filter(({ kind }) => kind === 'request').length;
  /** Loads pages until `rows` are there. */
  const load = async (index: number, rows: number): Promise<void> => {
    await open(index);
    for (;;) {
      const below = tree.children(ref(index));
      const last = below.at(-1);
      if (below.length - 1 >= rows || last?.kind !== 'more') return;
      await tree.loadMore(last.id);
    }
  };
  return { tree, drawing, open, look, load, rowsOf };
}
