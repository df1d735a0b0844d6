import type { Page } from 'playwright-core';
import { wordsIn } from './words';

export class Notifications {
  constructor(private readonly page: Page) {}

  /** Waits for one that contains this text. */
  async says(text: string): Promise<void> {
    await this.toast(text).waitFor();
  }

  async press(text: string, button: string): Promise<void> {
    await this.toast(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** Of the one that contains this text: its message and its buttons. */
  async words(text: string): Promise<string[]> {
    await this.toast(text).waitFor();
    return wordsIn(
      this.toast(text).locator('.notification-list-item-message, .notification-list-item-buttons-container'),
    );
  }

  private toast(text: string) {
    return this.page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ hasText: text })
      .first();
  }
}
