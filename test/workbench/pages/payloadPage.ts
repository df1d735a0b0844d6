import type { FrameLocator, Page } from 'playwright-core';

/** The panel's page: a frame in a frame, as VS Code shows every webview. */
export class PayloadPage {
  constructor(private readonly page: Page) {}

  get content(): FrameLocator {
    return this.page
      .frameLocator('iframe.webview.ready[src*="extensionId=fal-scope.fal-scope"]')
      .frameLocator('#active-frame');
  }

  /** Waits until the page contains this text. */
  async shows(text: string): Promise<void> {
    await this.content.getByText(text).first().waitFor();
  }

  text(): Promise<string> {
    return this.content.locator('body').innerText();
  }
}
