import type { LogFilter } from './filter';

export type LabelFilter = NonNullable<LogFilter['labels']>[number];

const FORM = /^\s*([^\s=!,]+)\s*(==|=(?!=)|!=|\s+not\s+in\s+|\s+in\s+)\s*(\S.*?)\s*$/i;

/** A label filter as people write it: `key=value` or `key==value`, `key!=value`, `key in a, b`, `key not in a, b`. */
export function parseLabel(text: string): LabelFilter | undefined {
  const [, key, sign, values] = FORM.exec(text) ?? [];
  if (key === undefined || sign === undefined || values === undefined) return undefined;
  const list = values
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  switch (sign.trim().toLowerCase().replace(/\s+/g, ' ')) {
    case '=':
    case '==':
      return { key, value: values };
    case '!=':
      return { key, value: values, condition: 'not_equals' };
    case 'in':
      return list.length === 0 ? undefined : { key, value: list, condition: 'in' };
    default:
      return list.length === 0 ? undefined : { key, value: list, condition: 'not_in' };
  }
}

export function writeLabel({ key, value, condition }: LabelFilter): string {
  const values = typeof value === 'string' ? value : value.join(', ');
  switch (condition) {
    case undefined:
    case 'equals':
      return `${key}=${values}`;
    case 'not_equals':
      return `${key}!=${values}`;
    case 'in':
      return `${key} in ${values}`;
    case 'not_in':
      return `${key} not in ${values}`;
  }
}
