import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/until';

export class CommandPalette {
  constructor(private readonly page: Page) {}

  /** Runs the command whose line in the palette reads so: `fal: Stop Tail`. */
  async run(title: string): Promise<void> {
    await (await this.offer(`>${title}`, title)).click();
  }

  /** The same without the mouse. */
  async runByKeys(title: string): Promise<void> {
    const line = await this.offer(`>${title}`, title);
    await line.and(this.page.locator('.focused')).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Types into the palette; the line it then offers with this label. Without `>` in front, that is a file. */
  async offer(typed: string, label: string): Promise<Locator> {
    const box = this.page.locator('.quick-input-widget');
    const input = box.getByRole('combobox').or(box.getByRole('textbox')).first();
    // What takes the focus meanwhile, such as a panel that is shown again, closes it.
    await until('the palette takes what is typed', async () => {
      if (!(await input.isVisible())) await this.page.keyboard.press('F1');
      return input.fill(typed, { timeout: 1000 }).then(
        () => true,
        () => false,
      );
    });
    const line = box.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    await line.waitFor();
    return line;
  }
}
