import type { Session } from './session';

/** What was seen of one point. */
export interface Sight {
  /** `unseen`: there was nothing to tell it by. `trouble`: something that the product does not cope with. */
  readonly verdict: 'fine' | 'unseen' | 'trouble';
  readonly words: string;
}

export const fine = (words: string): Sight => ({ verdict: 'fine', words });
export const unseen = (words: string): Sight => ({ verdict: 'unseen', words });
export const trouble = (words: string): Sight => ({ verdict: 'trouble', words });

/** Something that fal’s documents leave open. */
export interface Point {
  readonly name: string;
  /** How the product copes, whatever the answer. */
  readonly coping: string;
  /** Where, from the repository’s root. */
  readonly file: string;
  readonly look: (session: Session) => Promise<Sight>;
}
