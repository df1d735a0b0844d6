import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

/** Runs a program to its end and keeps what it printed; a program that cannot be started counts as failed. */
export function runCommand(
  program: string,
  args: readonly string[],
  { cwd, env }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    // By encoding, or a character that two chunks share would be lost.
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** As `runCommand`, for what must succeed. @throws with the end of what it printed. */
export async function mustRun(
  program: string,
  args: readonly string[],
  options?: CommandOptions,
): Promise<string> {
  const { code, output } = await runCommand(program, args, options);
  if (code === 0) return output;
  const tail = output.trimEnd().split('\n').slice(-25).join('\n');
  throw new Error(`${[program, ...args].join(' ')} ended with code ${code}:\n${tail}`);
}
