import type { Level } from './level';
import type { View } from './transcript';

/** Each resolves to `undefined` on Escape. */
export interface ViewQuestions {
  readonly level: (now: Level | undefined) => Promise<Pick<View, 'level'> | undefined>;
  /** An empty text is none. */
  readonly text: (now: string) => Promise<string | undefined>;
}

/** Asks for a least level, then for a text; from there Escape goes back to the level just chosen. */
export async function chooseView(current: View, ask: ViewQuestions): Promise<View | undefined> {
  let { level } = current;
  for (;;) {
    const chosen = await ask.level(level);
    if (chosen === undefined) return undefined;
    ({ level } = chosen);
    const search = (await ask.text(current.search ?? ''))?.trim();
    if (search !== undefined) return { level, search: search === '' ? undefined : search };
  }
}
