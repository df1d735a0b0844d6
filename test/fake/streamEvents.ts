import type { LogRow } from '../../src/core/sample/wire';
import type { StreamScript } from './behaviour';

/** How many entries one event holds. */
export const rowsPerEvent = ({ form }: StreamScript): number =>
  form === 'array' || form === 'items' ? 3 : 1;

/** The entries as one event, in the script's form, and what the script puts before it. */
export function writeEvent(rows: readonly object[], script: StreamScript): string {
  return before(script) + dataOf(rows, script);
}

function dataOf(rows: readonly object[], { form }: StreamScript): string {
  const [row] = rows;
  switch (form) {
    case 'array':
      return `data: ${JSON.stringify(rows)}\n\n`;
    case 'items':
      return `data: ${JSON.stringify({ items: rows })}\n\n`;
    case 'log':
      return `data: ${JSON.stringify({ log: row })}\n\n`;
    case 'multiline':
      return `data: ${JSON.stringify(row, null, 1).split('\n').join('\ndata: ')}\n\n`;
    case 'named':
      return `event: log\nid: 7\ndata: ${JSON.stringify(row)}\n\n`;
    case 'entry':
    case undefined:
      return `data: ${JSON.stringify(row)}\n\n`;
  }
}

function before({ between }: StreamScript): string {
  switch (between) {
    case 'emptyData':
      return 'data:\n\n';
    case 'comment':
      return COMMENT;
    case 'notJson':
      return 'data: gateway: draining {not json\n\n';
    case 'unknownEvent':
      return 'event: heartbeat\ndata: {"ok":true}\n\n';
    case undefined:
      return '';
  }
}

export const COMMENT = ': ping\n\n';

export const errorEvent = (text: string): string => `event: error\n${text.replace(/^/gm, 'data: ')}\n\n`;

/** The entry's event up to the middle of a character of several bytes. */
export function cutInCharacter(row: LogRow): Buffer {
  const bytes = Buffer.from(dataOf([{ ...row, message: `${row.message} ✂ café 🦊` }], {}));
  return bytes.subarray(0, bytes.indexOf(Buffer.from('🦊')) + 2);
}

/** The entry's event without its last line end: by the rules of SSE it never happened. */
export const cutInEvent = (row: LogRow): Buffer => Buffer.from(dataOf([row], {}).slice(0, -2));
