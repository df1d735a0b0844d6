import { Random } from '../random';

/** A landscape as SVG, another one for each number: a sky, a sun, three ranges of hills. */
export function drawPicture(number: number, width: number, height: number): string {
  const random = new Random(number);
  const hue = random.between(0, 359);
  const warm = (hue + random.between(120, 200)) % 360;
  const sun = `<circle cx="${random.between(15, 85)}" cy="${random.between(18, 42)}" r="${random.between(6, 11)}" fill="hsl(${warm} 90% 82%)"/>`;
  const hills = [0, 1, 2].map((range) => {
    const top = 44 + range * 10;
    const crest = [17, 33, 50, 67, 83, 100].map((x) => `${x} ${top + random.between(-8, 8)}`);
    const path = `M0 75V${top}S${crest.join(' ')}V75Z`;
    return `<path d="${path}" fill="hsl(${hue} ${28 + range * 6}% ${44 - range * 13}%)"/>`;
  });
  const sky = `<linearGradient id="s" x2="0" y2="1"><stop stop-color="hsl(${hue} 60% 42%)"/><stop offset="1" stop-color="hsl(${warm} 85% 78%)"/></linearGradient>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 75">${sky}<rect width="100" height="75" fill="url(#s)"/>${sun}${hills.join('')}</svg>`;
}
