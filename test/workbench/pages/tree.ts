import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/until';
import { chooseFromMenu } from './menu';
import { wordsIn } from './words';

/** The view “Requests” in the side bar. */
export class Tree {
  private readonly view: Locator;

  constructor(private readonly page: Page) {
    this.view = page.locator('#workbench\\.parts\\.sidebar');
  }

  /** While VS Code restores its side bar, a click may close what was just opened: so look, and click again. */
  async open(): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name: 'fal', exact: true });
    const title = this.view.getByRole('heading', { name: /^fal: / });
    await until(
      'the side bar shows the requests',
      async () => {
        if (await title.isVisible()) return true;
        await tab.click();
        return title.isVisible();
      },
      { everyMs: 500 },
    );
  }

  /** The rows in sight, as indented text. */
  async text(): Promise<string> {
    const rows = await this.view.getByRole('treeitem').evaluateAll((items) =>
      items.map((item) => {
        const depth = Number(item.getAttribute('aria-level') ?? '1') - 1;
        const label = item.querySelector('.monaco-icon-label')?.textContent ?? '';
        return { top: item.getBoundingClientRect().top, line: '  '.repeat(depth) + label };
      }),
    );
    return rows
      .sort((one, other) => one.top - other.top)
      .map(({ line }) => line)
      .join('\n');
  }

  /** Waits for a row that contains this text. */
  async shows(text: string): Promise<void> {
    await this.row(text).waitFor();
  }

  async click(text: string): Promise<void> {
    await this.row(text).click();
  }

  /** Opens the row, unless it is open. */
  async expand(text: string): Promise<void> {
    const row = this.row(text);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'false')
      await row.locator('.monaco-tl-twistie').click();
  }

  /** What stands in place of the tree when there is nothing to show. */
  welcome(): Promise<string> {
    return this.welcomePart.innerText();
  }

  /** The part that stands in place of the tree. */
  get welcomePart(): Locator {
    return this.view.locator('.welcome-view-content');
  }

  async pressWelcome(button: string): Promise<void> {
    await this.welcomePart.getByRole('button', { name: button }).click();
  }

  async pressWelcomeLink(text: string): Promise<void> {
    await this.welcomePart.getByText(text).click();
  }

  /** What the row’s menu offers, top to bottom; Escape has closed it again. */
  async menu(text: string): Promise<string[]> {
    await this.row(text).click({ button: 'right' });
    const items = this.page.locator('.context-view .monaco-menu .action-label:not(.separator)');
    await items.first().waitFor();
    const offered = await items.allInnerTexts();
    await this.page.keyboard.press('Escape');
    await items.first().waitFor({ state: 'detached' });
    return offered;
  }

  /** The buttons on the row itself. */
  async inline(text: string): Promise<string[]> {
    await this.row(text).hover();
    const buttons = this.row(text).locator('.actions .action-label[aria-label]');
    await buttons.first().waitFor();
    return buttons.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
  }

  /** Chooses from the row’s menu. */
  choose(text: string, title: string): Promise<void> {
    return chooseFromMenu(this.page, this.row(text), title);
  }

  /** As it was written: older VS Codes show it in capitals. */
  async heading(): Promise<string> {
    return (await this.view.locator('.composite.title .title-label').textContent()) ?? '';
  }

  /** The buttons in the view’s title. */
  async buttons(): Promise<string[]> {
    const buttons = this.view.locator('.composite.title .action-label[aria-label]');
    return buttons.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
  }

  async press(button: string): Promise<void> {
    await this.view.locator('.composite.title').getByRole('button', { name: button }).first().click();
  }

  /** All that stands in the view, and in its title. */
  words(): Promise<string[]> {
    const title = this.view.locator('.composite.title').locator('.title-label, .action-label[aria-label]');
    const body = this.view.locator('.monaco-list-row, .message, .welcome-view-content');
    return wordsIn(title.or(body));
  }

  /** What is said of the row when the pointer rests on it. */
  async hoverWords(text: string): Promise<string[]> {
    const hover = this.page.locator('.monaco-hover .hover-contents, .workbench-hover');
    await this.page.mouse.move(0, 0);
    await hover.first().waitFor({ state: 'hidden' });
    await this.row(text).locator('.label-name').hover();
    return until(`something is said of ${text}`, async () => {
      const words = await wordsIn(hover);
      return words.some((each) => each !== 'Loading...') && words;
    });
  }

  /** What is read out of each row in sight, top to bottom. */
  async spoken(): Promise<string[]> {
    const rows = await this.list
      .getByRole('treeitem')
      .evaluateAll((items) =>
        items.map((item) => ({ top: item.getBoundingClientRect().top, name: item.ariaLabel ?? '' })),
      );
    return rows.sort((one, other) => one.top - other.top).map(({ name }) => name);
  }

  /** What is read out of the row that has the keyboard; nothing while no row has it. */
  focused(): Promise<string> {
    return this.list.evaluate((list) => {
      const row = document.getElementById(list.getAttribute('aria-activedescendant') ?? '');
      return document.activeElement === list ? (row?.ariaLabel ?? '') : '';
    });
  }

  async colours(text: string): Promise<Record<'icon' | 'text', string>> {
    const colourOf = (part: string): Promise<string> =>
      this.row(text)
        .locator(part)
        .evaluate((element) => getComputedStyle(element).color);
    return { icon: await colourOf('.custom-view-tree-node-item-icon'), text: await colourOf('.label-name') };
  }

  get list(): Locator {
    return this.view.getByRole('tree', { name: 'Requests' });
  }

  /** By its label or by its description: the end of the one and the beginning of the other are no text. */
  row(text: string): Locator {
    const parts = this.page.locator('.label-name, .label-description').filter({ hasText: text });
    return this.view.getByRole('treeitem').filter({ has: parts }).first();
  }
}
