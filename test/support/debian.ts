import { runCommand } from './runCommand';

/** Installs packages where we are root on a machine with apt; says whether that worked. */
export async function aptInstall(packages: readonly string[]): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update'], { env });
  const { code } = await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
    env,
  });
  return code === 0;
}
