import tseslint from 'typescript-eslint';

const noVscode = { name: 'vscode', message: 'Only src/ui and src/extension.ts know VS Code.' };
const noNode = { group: ['node:*'], message: 'src/core and media use web standards only.' };
const noUi = { group: ['**/ui/**'], message: 'Only src/extension.ts may import from src/ui.' };

/** The walls between the rooms that the compiler cannot see; `docs/architecture.md` draws them. */
const wall = (files, paths, patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths, patterns }] },
});

const oneHomeFor = (files, selector, message) => ({
  files: ['src/**/*.ts'],
  ignores: files,
  rules: { 'no-restricted-syntax': ['error', ...selector.map((each) => ({ selector: each, message }))] },
});

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  wall(['src/core/**/*.ts'], [noVscode], [noNode, noUi]),
  wall(['src/ui/**/*.ts'], [], [{ group: ['**/extension'], message: 'The porch is imported by nobody.' }]),
  wall(
    ['media/**/*.ts'],
    [noVscode],
    [noNode, noUi, { regex: 'src/core/(?!payload/)', message: 'The page knows core/payload only.' }],
  ),
  wall(['test/unit/**/*.ts', 'test/fake/**/*.ts'], [noVscode], [noUi]),
  wall(['test/page/**/*.ts', 'test/workbench/**/*.ts'], [noVscode], [noUi]),
  oneHomeFor(
    ['src/ui/commands.ts'],
    ["CallExpression[callee.property.name='registerCommand']"],
    'Commands are registered in src/ui/commands.ts alone.',
  ),
  oneHomeFor(
    ['src/ui/settings.ts'],
    ["CallExpression[callee.property.name='getConfiguration']"],
    'Settings are read in src/ui/settings.ts alone.',
  ),
);
