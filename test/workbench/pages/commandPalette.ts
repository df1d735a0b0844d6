import type { Page } from 'playwright-core';

export class CommandPalette {
  constructor(private readonly page: Page) {}

  /** Runs the command whose line in the palette reads so: `fal: Stop Tail`. */
  async run(title: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget');
    const input = box.getByRole('combobox').or(box.getByRole('textbox')).first();
    await this.page.keyboard.press('F1');
    await input.fill(`>${title}`);
    await box.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first().click();
  }
}
