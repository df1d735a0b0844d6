/** A VS Code that the suites run on: the oldest supported and the newest known. */
export interface VscodeVersion {
  readonly vscode: string;
  /** The npm package `code-server` that carries this VS Code. */
  readonly codeServer: string;
  /** The Node that VS Code runs its extension host with; fetched as an npm package. */
  readonly node: string;
  /** Native modules to compile, once the packages are there. */
  readonly native: readonly NativeModule[];
  /** What makes its page report the end of a test run. It also hides notifications, so it is for that alone. */
  readonly testRunArgs: readonly string[];
}

export interface NativeModule {
  /** Where `npm rebuild` runs, below the folder of the installation. */
  readonly folder: string;
  readonly name: string;
  readonly args?: readonly string[];
  /** Where its binary appears, below the module. */
  readonly makes: string;
}

const vscodeFolder = 'node_modules/code-server/lib/vscode';
const release = 'build/Release';

export const OLDEST: VscodeVersion = {
  vscode: '1.100.3',
  codeServer: '4.100.3',
  node: '20.20.2',
  native: [
    { folder: vscodeFolder, name: '@vscode/spdlog', makes: release },
    { folder: vscodeFolder, name: 'native-watchdog', makes: release },
    { folder: vscodeFolder, name: 'node-pty', makes: release },
    { folder: '.', name: 'argon2', makes: 'lib/binding/napi-v3', args: ['--build-from-source'] },
  ],
  testRunArgs: [],
};

export const NEWEST: VscodeVersion = {
  vscode: '1.139.1',
  codeServer: '4.139.1',
  node: '24.21.0',
  native: [
    { folder: vscodeFolder, name: '@vscode/spdlog', makes: release },
    { folder: vscodeFolder, name: '@vscode/native-watchdog', makes: release },
  ],
  testRunArgs: ['--vscode-option', 'enable-smoke-test-driver=true'],
};

export const VERSIONS: readonly VscodeVersion[] = [OLDEST, NEWEST];
