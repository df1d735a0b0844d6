import type { Disposable } from '../../core/base/events';
import { setContextKey } from '../contextKeys';
import type { Keychain } from './keychain';

export interface KeyState extends Disposable {
  /** As last looked at: views must know at once, and SecretStorage takes its time. */
  readonly isHeld: boolean;
}

/** Keeps `fal.keyState` true to the keychain, and tells when another key serves. */
export function followKey(keychain: Keychain, onChange: () => void): KeyState {
  let isHeld = false;
  let looks = 0;
  const look = async (): Promise<void> => {
    const number = ++looks;
    const held = await keychain.held();
    // Two changes can be looked at at once, and their answers may come in any order.
    if (number !== looks) return;
    isHeld = held !== undefined;
    setContextKey('fal.keyState', held?.source.kind ?? 'none');
    onChange();
  };
  const following = keychain.onDidChange(() => void look());
  void look();
  return {
    get isHeld() {
      return isHeld;
    },
    dispose() {
      looks++;
      following.dispose();
    },
  };
}
