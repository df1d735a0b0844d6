import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

interface AxeResult {
  violations: { id: string; impact?: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** What axe finds in a page that keeps people out. */
export async function seriousFaults(page: Page | Frame): Promise<string[]> {
  // By Playwright's own door: a page's CSP need let in no script, this one neither.
  await page.evaluate((axe ??= fs.readFileSync(FILE, 'utf8')));
  const { violations } = await page.evaluate<AxeResult>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`));
}

const FILE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
let axe: string | undefined;
