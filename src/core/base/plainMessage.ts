/**
 * A message as text and nothing else. In notifications VS Code makes links of `[words](address)`, and an address may be
 * a command, while much of what we quote there came from outside.
 */
export const plainMessage = (text: string): string => text.replaceAll('](', '] (');
