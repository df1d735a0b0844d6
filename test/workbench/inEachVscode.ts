import { VERSIONS, type VscodeVersion } from '../vscode/versions';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './openWorkbench';

const OPENING_MS = 8 * 60_000;
const JOURNEY_MS = 60_000;

/**
 * One suite for each VS Code, or for those that are named, each with a workbench of its own. The first one ever also
 * installs VS Code.
 */
export function inEachVscode(
  title: string,
  options: WorkbenchOptions,
  suite: (workbench: () => Workbench, version: VscodeVersion) => void,
  versions: readonly VscodeVersion[] = VERSIONS,
): void {
  for (const version of versions) {
    describe(`${title}, in VS Code ${version.vscode}`, function () {
      this.timeout(JOURNEY_MS);
      let workbench: Workbench | undefined;

      before(async function () {
        this.timeout(OPENING_MS);
        workbench = await openWorkbench(version, options);
      });
      afterEach(async function () {
        if (this.currentTest?.state === 'failed') await workbench?.keepFailure(this.currentTest.fullTitle());
        // A menu that is left open would take every click of the next try.
        if (this.currentTest?.isPassed() === false) await workbench?.page.keyboard.press('Escape');
      });
      after(() => workbench?.close());

      suite(() => {
        if (workbench === undefined) throw new Error('VS Code is not open.');
        return workbench;
      }, version);
    });
  }
}
