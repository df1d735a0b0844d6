import { FAKE_KEY } from '../../fake/fakeFal';
import { packVsix } from '../../package/packVsix';
import { vsixFile } from '../../package/vsixFile';
import { NEWEST } from '../../vscode/versions';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../../workbench/openWorkbench';

/** The packaged extension before an empty account, in a workbench where nothing but what is timed costs time. */
export async function openTimed(options: WorkbenchOptions = {}): Promise<Workbench> {
  await packVsix(vsixFile());
  return openWorkbench(NEWEST, {
    key: FAKE_KEY,
    fake: { data: 'empty' },
    // Pictures of each step would cost more than what is measured.
    isTraced: false,
    // Else it would ask first, from 10 MB on.
    settings: { 'workbench.editorLargeFileConfirmation': 1024 },
    ...options,
  });
}
