import type { Locator, Page } from 'playwright-core';
import { wordsIn } from './words';

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

  /** The same without the mouse: types until the choice is the one in focus. */
  async chooseByKeys(title: string, label: string): Promise<void> {
    await this.opened(title);
    await this.input().fill(label);
    await this.box.locator('.monaco-list-row.focused').filter({ hasText: label }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** The rows of a choice: label and description, each row in a line. */
  async rows(): Promise<string> {
    const rows = this.box.locator('.monaco-list-row');
    const texts = await rows.evaluateAll((all) =>
      all.map((row) =>
        [...row.querySelectorAll('.label-name, .label-description')]
          .map((part) => part.textContent.trim())
          .join(' '),
      ),
    );
    return texts.join('\n');
  }

  async opened(title: string): Promise<void> {
    const titled = this.page.locator('.quick-input-title').filter({ hasText: title });
    await this.box.filter({ has: titled }).waitFor();
  }

  /** What stands below the input: the prompt, or what is wrong with the text. */
  message(): Promise<string> {
    return this.box.locator('.quick-input-message').innerText();
  }

  /** Title, placeholder, rows with their buttons, and what stands below the input. */
  words(): Promise<string[]> {
    const rows = '.label-name, .label-description, .quick-input-list-label-meta, .quick-input-list-separator';
    const others = '.quick-input-title, .quick-input-message, input[placeholder], .action-label[aria-label]';
    return wordsIn(this.box.locator(`${rows}, ${others}`));
  }

  private input(): Locator {
    return this.box
      .locator('.quick-input-filter input')
      .or(this.box.locator('.quick-input-box input'))
      .first();
  }
}
