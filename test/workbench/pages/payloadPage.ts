import type { Frame, FrameLocator, Page } from 'playwright-core';
import { until } from '../../support/until';

/** The panel's page: a frame in a frame, as VS Code shows every webview. */
export class PayloadPage {
  constructor(private readonly page: Page) {}

  get content(): FrameLocator {
    return this.page
      .frameLocator('iframe.webview.ready[src*="extensionId=fal-scope.fal-scope"]')
      .frameLocator('#active-frame');
  }

  /** The frame itself, as it is now. */
  async frame(): Promise<Frame> {
    const handle = await this.content.locator('body').elementHandle();
    const frame = await handle.ownerFrame();
    if (!frame) throw new Error('No panel is open.');
    return frame;
  }

  /** Waits until the page contains this text. */
  async shows(text: string): Promise<void> {
    await this.content.getByText(text).first().waitFor();
  }

  async press(button: string): Promise<void> {
    await this.content.getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits until a picture is there, and not only its place. */
  async drawsPicture(): Promise<void> {
    const picture = this.content.locator('img').first();
    await until('a picture is drawn', () =>
      picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0),
    );
  }

  /**
   * What is read out of that which has the keyboard, and in a tree of its row, too; `undefined` while the page has it
   * not.
   */
  focused(): Promise<readonly string[] | undefined> {
    return this.content.locator('body').evaluate((body) => {
      const { activeElement: element } = document;
      if (!document.hasFocus() || element === null) return undefined;
      if (element === body) return [];
      const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
      return [element.ariaLabel ?? element.textContent, ...(row === null ? [] : [row.textContent])];
    });
  }

  text(): Promise<string> {
    return this.content.locator('body').innerText();
  }
}
