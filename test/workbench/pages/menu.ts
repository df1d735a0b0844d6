import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/until';

/** Chooses from the menu of what is in sight. VS Code's menus take no click in their first moment, nor say that they did. */
export async function chooseFromMenu(page: Page, target: Locator, title: string): Promise<void> {
  const item = page.getByRole('menuitem', { name: title });
  await target.click({ button: 'right' });
  await item.waitFor();
  await until('the menu takes the click', async () => {
    await item.click({ timeout: 1000 }).catch(() => undefined);
    return !(await item.isVisible());
  });
}
