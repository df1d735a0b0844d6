import * as vscode from 'vscode';

/** Shows a line, counted from 1, beside what led to it. */
export async function openSource(file: vscode.Uri, line: number): Promise<void> {
  const place = new vscode.Position(Math.max(0, line - 1), 0);
  await vscode.window.showTextDocument(file, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
    selection: new vscode.Range(place, place),
  });
}
