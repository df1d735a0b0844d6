import type { Page } from 'playwright-core';

/** What asks in the middle of the window and lets nothing else be done. */
export class Dialog {
  constructor(private readonly page: Page) {}

  /** Waits for the one that contains this text. */
  async press(text: string, button: string): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box').filter({ hasText: text });
    await dialog.getByRole('button', { name: button, exact: true }).click();
  }
}
