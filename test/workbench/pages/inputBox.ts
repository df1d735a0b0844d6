import type { Locator, Page } from 'playwright-core';

/** The box at the top that asks for a text or for a choice. */
export class InputBox {
  private readonly box: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator('.quick-input-widget');
  }

  async isPassword(): Promise<boolean> {
    return (await this.input().getAttribute('type')) === 'password';
  }

  /** Waits for the box with this title, types, and confirms. */
  async answer(title: string, text: string): Promise<void> {
    await this.opened(title);
    await this.input().fill(text);
    await this.page.keyboard.press('Enter');
  }

  async type(text: string): Promise<void> {
    await this.input().fill(text);
  }

  async choose(title: string, label: string): Promise<void> {
    await this.opened(title);
    await this.box.locator('.monaco-list-row').filter({ hasText: label }).first().click();
  }

  async opened(title: string): Promise<void> {
    await this.box.filter({ hasText: title }).waitFor();
  }

  /** What stands below the input: the prompt, or what is wrong with the text. */
  message(): Promise<string> {
    return this.box.locator('.quick-input-message').innerText();
  }

  private input(): Locator {
    return this.box
      .locator('.quick-input-filter input')
      .or(this.box.locator('.quick-input-box input'))
      .first();
  }
}
