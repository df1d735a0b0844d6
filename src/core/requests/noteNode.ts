import * as l10n from '@vscode/l10n';
import { describeProblem, nameProblem, type FalProblem } from '../fal/errors';
import type { Failure } from './failure';
import type { Action, Icon, Node, Tooltip } from './node';
import type { NoteRef } from './nodeRef';
import { showPlain } from './plainText';
import { nextStepOf, titleOf } from './problemWords';
import type { Reader } from './reader';
import { describeRequestFilter, wholeSpan, type RequestFilter } from './requestFilter';

export interface NoteView {
  readonly failure?: Failure;
  /** When what is shown was told. */
  readonly fetchedAt?: number;
  /** Why fal has more than is shown. */
  readonly unreadable?: FalProblem;
  readonly filter: RequestFilter;
}

const WARNING: Icon = { name: 'warning', color: 'problemsWarningIcon.foreground' };
const MOST_WORDS = 2000;

/** What stands in place of rows, with the next step: it happens when the note is selected. */
export function noteNode(ref: NoteRef, view: NoteView, reader: Reader): Node {
  const { label, more, icon, action } = words(ref, view, reader);
  const step = action && describeStep(action);
  // A narrow side bar shows how it begins: the age of what is stale needs its reason, all else its next step.
  const description = ref.note === 'stale' ? [more, step] : [step, more];
  return {
    id: ref.id,
    label,
    description: description.filter(Boolean).join(' · ') || undefined,
    icon,
    context: `note ${ref.note}${action ? ` ${action.kind}` : ''}`,
    isCollapsible: false,
    action,
    spoken: [label, more, step].filter(Boolean).join('. '),
  };
}

interface Words {
  readonly label: string;
  readonly more?: string;
  readonly icon: Icon;
  readonly action?: Action;
}

const PIN: Action = { kind: 'addEndpoint' };

function words(
  { note, parent, text }: NoteRef,
  { failure, fetchedAt, filter }: NoteView,
  reader: Reader,
): Words {
  const { now, times } = reader;
  const title =
    failure === undefined ? '' : titleOf(failure, parent === undefined ? 'apps' : 'requests', reader);
  const action = failure && nextStepOf(failure.problem);
  switch (note) {
    case 'loading':
      return {
        label:
          parent === undefined ? l10n.t('Asking fal for your apps…') : l10n.t('Asking fal for requests…'),
        icon: { name: 'loading~spin' },
      };
    case 'empty':
      if (parent === undefined) {
        return {
          label: l10n.t('This key has no apps'),
          icon: { name: 'info' },
          action: PIN,
        };
      }
      return emptyWords(filter, reader);
    case 'absent':
      return {
        label: l10n.t('fal lists no apps here'),
        icon: { name: 'info' },
        action: PIN,
      };
    case 'unreadable':
      return {
        label: l10n.t('“{0}” is no endpoint id', showPlain(text ?? '', 60)),
        more: l10n.t('it takes owner/name'),
        icon: WARNING,
        action: { kind: 'openSetting', setting: 'fal.endpoints' },
      };
    case 'leftOut':
      return {
        label:
          parent === undefined ? l10n.t('Some apps cannot be read') : l10n.t('Some requests cannot be read'),
        icon: WARNING,
        action: { kind: 'showLog' },
      };
    case 'problem':
      return { label: title, icon: { name: 'error', color: 'problemsErrorIcon.foreground' }, action };
    case 'stale':
      return {
        label: l10n.t('As of {0}', times.short(fetchedAt ?? now, now)),
        more: title,
        icon: WARNING,
        action,
      };
  }
}

function emptyWords(filter: RequestFilter, reader: Reader): Words {
  const span = wholeSpan(filter);
  return span === undefined
    ? {
        label: l10n.t('No request matches'),
        more: describeRequestFilter(filter, reader),
        icon: { name: 'filter' },
        action: { kind: 'clearFilter' },
      }
    : {
        label: l10n.t('No requests in {0}', span),
        more: l10n.t('fal may lag some minutes'),
        icon: { name: 'info' },
        action: { kind: 'retry' },
      };
}

export function noteTooltip(
  { note, parent }: NoteRef,
  { failure, unreadable }: NoteView,
): Tooltip | undefined {
  switch (note) {
    case 'problem':
    case 'stale':
      return failure && plain(describeProblem(failure.problem).message);
    case 'empty':
      return parent === undefined
        ? plain(
            l10n.t(
              'fal lists the apps of the environment main. Deploy one with fal deploy, or add the endpoints you call to the setting fal.endpoints.',
            ),
          )
        : plain(l10n.t('fal records requests some minutes after they end. Refresh to ask again.'));
    case 'absent':
      return plain(
        l10n.t(
          'This deployment of fal has no listing of apps. Only the endpoints of the setting fal.endpoints are shown.',
        ),
      );
    case 'unreadable':
      return plain(
        l10n.t('Correct it in the setting fal.endpoints: an endpoint id is owner/name or owner/name/route.'),
      );
    case 'leftOut':
      return (
        unreadable &&
        plain(
          l10n.t(
            'All others are shown. fal writes these in a form this extension does not know ({0}).',
            nameProblem(unreadable),
          ),
        )
      );
    case 'loading':
      return undefined;
  }
}

const plain = (text: string): Tooltip => ({ kind: 'plain', text: showPlain(text, MOST_WORDS) });

function describeStep(action: Action): string | undefined {
  switch (action.kind) {
    case 'retry':
      return l10n.t('Refresh');
    case 'setKey':
      return action.mustRead ? l10n.t('Set a Read-only or Full key') : l10n.t('Set API Key');
    case 'switchAccount':
      return l10n.t('Switch Account');
    case 'openSetting':
      return l10n.t('Open Settings');
    case 'addEndpoint':
      return l10n.t('Add Endpoint');
    case 'clearFilter':
      return l10n.t('Clear Filter');
    case 'showLog':
      return l10n.t('Show Diagnostics Log');
    case 'openRequest':
    case 'loadMore':
      return undefined;
  }
}
