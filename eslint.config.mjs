import tseslint from 'typescript-eslint';

const noVscode = { name: 'vscode', message: 'Only src/ui and src/extension.ts know VS Code.' };
const noNode = { group: ['node:*'], message: 'src/core and media use web standards only.' };
const porch = { group: ['**/extension'], message: 'The porch is imported by nobody.' };
const noUi = { group: ['**/ui/**'], message: 'Only src/extension.ts may import from src/ui.' };

/** The walls between the rooms that the compiler cannot see; `docs/architecture.md` draws them. */
const wall = (files, paths, patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths, patterns }] },
});

/** Calls that have one home each; everywhere else they are an error. */
const homes = [
  {
    file: 'src/ui/commands.ts',
    selector: "CallExpression[callee.property.name='registerCommand']",
    message: 'Commands are registered in src/ui/commands.ts alone.',
  },
  {
    file: 'src/ui/settings.ts',
    selector: "CallExpression[callee.property.name='getConfiguration']",
    message: 'Settings are read in src/ui/settings.ts alone.',
  },
  {
    file: 'src/ui/contextKeys.ts',
    selector: "Literal[value='setContext']",
    message: 'Context keys are set in src/ui/contextKeys.ts alone.',
  },
];
/** What begins like a sentence is read by a person, but in the log, or where something was aborted. */
const SENTENCE = '/^[^a-z]*[A-Z][a-z]+,? [a-z]{2,}/';
const UNSEEN = [
  'CallExpression[callee.property.name=/^(t|debug|info|warn|error)$/] *',
  "NewExpression[callee.name='DOMException'] *",
].join(', ');
const texts = [
  {
    selector: `:matches(Literal[value=${SENTENCE}], TemplateElement[value.raw=${SENTENCE}]):not(${UNSEEN})`,
    message: 'What a person reads goes through l10n.t.',
  },
  {
    selector: "CallExpression[callee.property.name='t'] > :not(Literal):first-child",
    message: 'l10n.t takes a literal: only that gets into the bundle.',
  },
];
const banned = (away) => ['error', ...away.map(({ selector, message }) => ({ selector, message }))];

const features = ['key', 'payload', 'requests', 'sample', 'tail'];

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  wall(['src/core/**/*.ts'], [noVscode], [noNode, noUi]),
  wall(
    ['src/core/json/**/*.ts'],
    [noVscode],
    [noNode, { regex: '^\\.\\./(?!base/)', message: 'core/json knows core/base alone.' }],
  ),
  wall(['src/ui/**/*.ts'], [], [porch]),
  ...features.map((feature) =>
    wall(
      [`src/ui/${feature}/**/*.ts`],
      [],
      [
        porch,
        {
          group: features.filter((other) => other !== feature).map((other) => `../${other}/*`),
          message: 'Features of the ui meet in src/extension.ts.',
        },
      ],
    ),
  ),
  wall(
    ['media/**/*.ts'],
    [noVscode],
    [noNode, noUi, { regex: 'src/core/(?!payload/)', message: 'The page knows core/payload only.' }],
  ),
  wall(['test/unit/**/*.ts', 'test/contract/**/*.ts', 'test/fake/**/*.ts'], [noVscode], [noUi]),
  wall(['test/page/**/*.ts', 'test/workbench/**/*.ts'], [noVscode], [noUi]),
  { files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': banned([...homes, ...texts]) } },
  // It plays fal, which speaks English.
  { files: ['src/core/sample/**/*.ts'], rules: { 'no-restricted-syntax': banned(homes) } },
  ...homes.map((home) => ({
    files: [home.file],
    rules: { 'no-restricted-syntax': banned([...homes.filter((other) => other !== home), ...texts]) },
  })),
  {
    files: ['media/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|write|setHTMLUnsafe)$/]',
          message: 'Payloads are hostile: text goes in by textContent.',
        },
        ...texts,
      ],
    },
  },
);
