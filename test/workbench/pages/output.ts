import type { Page } from 'playwright-core';
import { until } from '../../support/until';

/** The output channel in sight. */
export class Output {
  constructor(private readonly page: Page) {}

  /** The lines in sight, oldest first: the editor draws no others. */
  async lines(): Promise<readonly string[]> {
    const lines = await this.page.locator('.output-view .view-line').evaluateAll((found) =>
      found.map((line) => ({
        top: line.getBoundingClientRect().top,
        text: line.textContent.replaceAll('\u00a0', ' '),
      })),
    );
    return lines.sort((one, other) => one.top - other.top).map(({ text }) => text);
  }

  /** Waits for a line that contains this text, and returns it. */
  async shows(text: string): Promise<string> {
    return until(`the output shows “${text}”`, async () =>
      (await this.lines()).find((line) => line.includes(text)),
    );
  }
}
