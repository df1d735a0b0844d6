import type { NextStep } from '../fal/errors';

const STEPS: readonly NextStep[] = [
  'retry',
  'setKey',
  'switchAccount',
  'openKeysPage',
  'openSettings',
  'showLog',
];

/** What stands beside a failure, trying again always among it. */
export const offerSteps = (
  steps: readonly NextStep[],
  titleOf: (step: NextStep) => string,
): { id: string; label: string }[] =>
  [...new Set<NextStep>([...steps, 'retry'])].map((id) => ({ id, label: titleOf(id) }));

/** Which step the page names; `undefined` when it names none. */
export const readStep = (name: string): NextStep | undefined => STEPS.find((step) => step === name);
