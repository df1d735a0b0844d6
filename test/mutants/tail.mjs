import { mutate } from './room.mjs';

/** What lets a tail go on after a break without a loss or a repeat. */
export default mutate('tail', ['expected', 'findMissed', 'gap', 'mergeViews', 'readBack', 'resume']);
