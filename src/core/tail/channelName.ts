/** VS Code keeps a channel in a file of its name, and one that cannot be made stays blank without a word. */
const MOST_BYTES = 150;

/** A channel's name, cut where no file could have it; none of those that are taken, which could not be told apart. */
export function channelName(title: string, taken: ReadonlySet<string>): string {
  const name = cut(title);
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name} (${count})`;
  return free;
}

function cut(title: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(title).length <= MOST_BYTES) return title;
  const { read } = encoder.encodeInto(title, new Uint8Array(MOST_BYTES));
  return `${title.slice(0, read).trimEnd()}…`;
}
