import type { Page } from 'playwright-core';

export class Notifications {
  constructor(private readonly page: Page) {}

  /** Waits for one that contains this text. */
  async says(text: string): Promise<void> {
    await this.toast(text).waitFor();
  }

  async press(text: string, button: string): Promise<void> {
    await this.toast(text).getByRole('button', { name: button, exact: true }).click();
  }

  private toast(text: string) {
    return this.page
      .locator('.notifications-toasts .notification-list-item')
      .filter({ hasText: text })
      .first();
  }
}
