import fs from 'node:fs';
import path from 'node:path';

/** Keeps out of the picture what a test or a demo does not want to see. */
const CALM = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  // Else VS Code asks before it hands us a link.
  'extensions.confirmedUriHandlerExtensionIds': ['fal-scope.fal-scope'],
};

/** A machine-scoped setting is read from Machine/ alone where VS Code is served. */
export function writeSettings(userData: string, settings: Readonly<Record<string, unknown>> = {}): void {
  for (const place of ['User', 'Machine']) {
    fs.mkdirSync(path.join(userData, place), { recursive: true });
    const file = path.join(userData, place, 'settings.json');
    fs.writeFileSync(file, JSON.stringify({ ...CALM, ...settings }, undefined, 2));
  }
}
