import { runCommand, mustRun, type CommandOptions, type CommandResult } from './runCommand';

const npmScript = process.env.npm_execpath;

/** The npm that runs us, else the one on the path. */
const command = (args: readonly string[]): [string, string[]] =>
  npmScript?.endsWith('.js') === true ? [process.execPath, [npmScript, ...args]] : ['npm', [...args]];

export const mustRunNpm = (args: readonly string[], options?: CommandOptions): Promise<string> =>
  mustRun(...command(args), options);

export const runNpm = (args: readonly string[], options?: CommandOptions): Promise<CommandResult> =>
  runCommand(...command(args), options);
