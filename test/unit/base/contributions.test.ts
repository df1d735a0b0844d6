import assert from 'node:assert/strict';
import fs from 'node:fs';
import {
  COMMANDS,
  type CommandId,
  PAYLOAD_SCHEME,
  PAYLOAD_VIEW_TYPE,
  REQUESTS_VIEW,
  SETTINGS,
  TAIL_LANGUAGE,
} from '../../../src/core/base/contributions';
import { CONTENTS } from '../../support/packageContents';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
    }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown; readonly scope: string }>>;
    };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly languages: readonly { readonly id: string }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command?: string; readonly when?: string }[]>
    >;
  };
}

/** They read what they are handed, for key bindings and tasks. */
const TAKE_AN_ARGUMENT: readonly CommandId[] = [
  'fal.tailLogs',
  'fal.stopTail',
  'fal.pauseTail',
  'fal.resumeTail',
  'fal.filterTail',
  'fal.saveTail',
  'fal.switchAccount',
  'fal.filterRequests',
  'fal.openRequest',
  'fal.copyAs',
  'fal.deletePayloads',
  'fal.openPayloadJson',
  'fal.compareRequests',
  '_fal.setKeyOf',
  '_fal.tailNode',
  '_fal.tailRunner',
  '_fal.loadMore',
  '_fal.copyRowValue',
  '_fal.copyRowPath',
  '_fal.copyRowJson',
];

const text = fs.readFileSync('package.json', 'utf8');
const { activationEvents, contributes } = JSON.parse(text) as Manifest;

describe('the manifest', () => {
  it('names the commands of the code, and no other', () => {
    const named = contributes.commands.map(({ command }) => command);
    for (const id of named) assert.ok(id in COMMANDS, id);
    for (const id of Object.keys(COMMANDS)) assert.ok(id.startsWith('_') || named.includes(id), id);
  });

  it('keeps inner commands out of the palette', () => {
    const hidden = contributes.menus.commandPalette?.filter(({ when }) => when === 'false') ?? [];
    const inner = contributes.commands.filter(({ command }) => command.startsWith('_'));
    assert.deepEqual(
      hidden.map(({ command }) => command),
      inner.map(({ command }) => command),
    );
  });

  it('offers to remove the person’s key nowhere while sample data serve', () => {
    const offers = Object.values(contributes.menus).flatMap((items) =>
      items.filter(({ command }) => command === 'fal.removeApiKey'),
    );
    assert.ok(offers.length > 1);
    for (const { when = '' } of offers) assert.match(when, /fal\.keyState (?:!= sample|== stored)/);
  });

  it('hands the row in focus, as VS Code does from a view’s title, to no command that would read it', () => {
    const inTitle = contributes.menus['view/title']?.flatMap(({ command }) => command ?? []) ?? [];
    assert.ok(inTitle.length > 10);
    const taking = new Set<string>(TAKE_AN_ARGUMENT);
    assert.deepEqual(
      inTitle.filter((command) => taking.has(command)),
      [],
    );
  });

  it('offers in its menus only commands that there are', () => {
    const offered = Object.values(contributes.menus).flatMap((items) =>
      items.flatMap(({ command }) => command ?? []),
    );
    for (const id of offered) assert.ok(id in COMMANDS, id);
  });

  it('puts every command but “Tail fal logs” under one category', () => {
    const without = contributes.commands.filter(({ category }) => category !== 'fal');
    assert.deepEqual(
      without.map(({ command }) => command),
      ['fal.tailLogs'],
    );
  });

  it('has the settings of the code with their defaults', () => {
    const defaults = Object.entries(contributes.configuration.properties).map(([key, { default: value }]) => [
      key.replace(/^fal\./, ''),
      value,
    ]);
    assert.deepEqual(Object.fromEntries(defaults), SETTINGS);
  });

  it('lets no workspace say where the key is sent, nor whose media are loaded', () => {
    const { properties } = contributes.configuration;
    assert.equal(properties['fal.apiUrl']?.scope, 'machine');
    assert.equal(properties['fal.payload.loadMedia']?.scope, 'application');
  });

  it('has the views, the language and the activation of the code', () => {
    assert.deepEqual(
      contributes.views.fal?.map(({ id }) => id),
      [REQUESTS_VIEW],
    );
    assert.deepEqual(
      contributes.languages.map(({ id }) => id),
      [TAIL_LANGUAGE],
    );
    assert.deepEqual(activationEvents, [
      `onWebviewPanel:${PAYLOAD_VIEW_TYPE}`,
      `onFileSystem:${PAYLOAD_SCHEME}`,
      'onUri',
    ]);
  });

  it('has a packed picture for each step of the walkthrough, in colours of the theme alone', () => {
    const [{ steps } = assert.fail()] = contributes.walkthroughs;
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['key', 'requests', 'tail', 'inspect'],
    );
    for (const { media } of steps) {
      assert.ok(CONTENTS.includes(media.svg), media.svg);
      const colours = fs.readFileSync(media.svg, 'utf8').matchAll(/(?:fill|stroke)="([^"]+)"/g);
      for (const [, colour = ''] of colours) {
        assert.match(colour, /^(?:none$|var\(--vscode-)/);
        // In high contrast many a background has no colour, and what has none is drawn black.
        assert.doesNotMatch(colour, /^var\(--vscode-(?!editor|sideBar)[\w-]*background\)$/i);
      }
    }
  });

  it('counts a key as set, and requests as seen, only where fal does not refuse the key', () => {
    const [{ steps } = assert.fail()] = contributes.walkthroughs;
    for (const { completionEvents } of steps.filter(({ id }) => id === 'key' || id === 'requests'))
      for (const event of completionEvents) assert.match(event, /!fal\.isKeyRefused|fal\.hasAnswered/);
  });

  it('leads from its welcomes and its walkthrough only to commands that there are', () => {
    const texts = fs.readFileSync('package.nls.json', 'utf8');
    for (const [, id = ''] of texts.matchAll(/\(command:([\w.]+)/g))
      assert.ok(id in COMMANDS || /^workbench\.|\.focus$/.test(id), id);
  });

  it('takes every text from package.nls.json, which has no other', () => {
    const texts = JSON.parse(fs.readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
    const used = [...text.matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  });

  it('says nothing itself that a translator could not reach, but fal’s name', () => {
    const said = textsIn(contributes).filter((each) => !/^%.+%$/.test(each));
    assert.deepEqual([...new Set(said)], ['fal']);
  });
});

const SHOWN =
  /^(?:title|contextualTitle|category|name|label|contents|altText|aliases|.*[dD]escriptions?|.*Message)$/;

/** All that VS Code shows of a part of the manifest. */
const textsIn = (part: unknown): string[] =>
  typeof part !== 'object' || part === null
    ? []
    : Object.entries(part).flatMap(([key, value]: [string, unknown]) => [
        ...(SHOWN.test(key) ? [value].flat().filter((each) => typeof each === 'string') : []),
        ...textsIn(value),
      ]);
