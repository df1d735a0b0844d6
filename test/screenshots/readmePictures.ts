/** The pictures of the README, in `docs/images`: two stills, and a short animation of the way from a failure to its cause. */
import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { atRoot } from '../support/root';
import type { Workbench } from '../workbench/openWorkbench';

const FOLDER = atRoot('docs', 'images');
const WIDTH = 960;

interface Frame {
  readonly png: Buffer;
  readonly holdMs: number;
}

export async function shootReadme({
  tree,
  page,
  palette,
  inputBox,
  output,
  payload,
  fal,
}: Workbench): Promise<void> {
  fs.mkdirSync(FOLDER, { recursive: true });
  const frames: Frame[] = [];
  const still = async (name: string): Promise<void> => {
    const png = sharp(await page.screenshot({ animations: 'disabled' }));
    await png.png({ palette: true }).toFile(path.join(FOLDER, `${name}.png`));
  };
  const frame = async (holdMs: number): Promise<void> => {
    frames.push({ png: await page.screenshot({ animations: 'disabled' }), holdMs });
  };

  await tree.open();
  await tree.expand('portrait-studio');
  await tree.shows('422');
  await frame(1500);
  await tree.click('422');
  await payload.shows('Output');
  await frame(2500);
  await payload.content.locator('button.field').first().click();
  await frame(2000);
  await tree.click('200');
  await payload.drawsPicture();
  await frame(2500);
  await still('request');
  await palette.run('Tail fal logs');
  await inputBox.opened('Tail fal logs');
  await frame(1500);
  await inputBox.choose('Tail fal logs', 'All apps');
  await output.shows('[info]');
  await fal.untilStreams(1);
  await frame(1500);
  fal.breakStreams('reset');
  await output.shows('Connected again');
  await frame(2500);
  await still('tail');
  await animate(frames);
}

async function animate(frames: readonly Frame[]): Promise<void> {
  const smaller = await Promise.all(frames.map(({ png }) => sharp(png).resize(WIDTH).png().toBuffer()));
  const delay = frames.map(({ holdMs }) => holdMs);
  await sharp(smaller, { join: { animated: true } })
    .gif({ delay, loop: 0, colours: 128, dither: 0 })
    .toFile(path.join(FOLDER, 'failure.gif'));
}
