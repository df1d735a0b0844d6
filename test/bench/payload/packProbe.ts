import { mainOf, packExtension } from '../../package/packExtension';

/** Makes an extension of `hostProbe`, in that folder; its package. */
export function packProbe(folder: string): Promise<string> {
  return packExtension(folder, {
    name: 'host-probe',
    main: mainOf('bench', 'payload', 'hostProbe.mjs'),
    commands: [
      { command: 'hostProbe.copy', title: 'Copy 50 MB', category: 'Host Probe' },
      { command: 'hostProbe.compare', title: 'Compare 50 MB', category: 'Host Probe' },
    ],
  });
}
