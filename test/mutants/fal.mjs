import { mutate } from './room.mjs';

/** What reads fal’s answers. */
export default mutate('fal', ['bytes', 'logStream', 'payloadTexts', 'timestamp', 'wire']);
