/**
 * `node tether.mjs <program> <args…>` runs a program that ends with whoever started it, even by kill -9: the
 * starter holds our standard input, and when that closes, the whole process group goes.
 */
import { spawn } from 'node:child_process';

const GRACE_MS = 2000;
const [program = '', ...args] = process.argv.slice(2);

const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', (error) => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code) => process.exit(code ?? 1));

process.on('SIGTERM', () => undefined);
process.on('SIGINT', () => undefined);
process.stdin.resume().on('close', () => {
  process.kill(-process.pid, 'SIGTERM');
  setTimeout(() => process.kill(-process.pid, 'SIGKILL'), GRACE_MS);
});
