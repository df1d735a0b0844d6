/**
 * An extension of the bench's own: writes down when the extension host was held up, and for how long. Its commands do
 * with a text at hand what ours do with a payload: what is left then is VS Code's own share.
 */
import fs from 'node:fs';
import type * as vscode from 'vscode';
import { makeSample } from './sample';
import { watchStretches } from './stretches';

/** Shorter ones are nobody's business. */
const FROM_MS = 10;

export function activate({ commands, env, Uri, workspace }: typeof vscode): void {
  const file = process.env.HOST_PROBE;
  if (file === undefined) return;
  const tell = (ms: number): void => fs.appendFileSync(file, `${Date.now()} ${ms.toFixed(1)}\n`);
  tell(0);
  const text = makeSample(50_000_000);
  workspace.registerTextDocumentContentProvider('host-probe', { provideTextDocumentContent: () => text });
  commands.registerCommand('hostProbe.copy', async () => {
    await env.clipboard.writeText(text);
    fs.appendFileSync(`${file}.done`, 'copied\n');
  });
  commands.registerCommand('hostProbe.compare', () =>
    commands.executeCommand(
      'vscode.diff',
      Uri.parse('host-probe:/one.json'),
      Uri.parse('host-probe:/other.json'),
    ),
  );
  watchStretches((ms) => ms >= FROM_MS && tell(ms));
}
