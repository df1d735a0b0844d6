import { mutate } from './room.mjs';

/** What lets a tail go on after a break without a loss or a repeat. */
export default mutate('tail', ['expected', 'gap', 'mergeViews', 'readBack', 'resume', 'verify']);
