import type { Locator } from 'playwright-core';

export interface Contrast {
  /** Each text of the part, with its contrast to what is behind it: 1 to 21. */
  readonly texts: readonly { readonly text: string; readonly ratio: number }[];
  /** Of the part’s own outline; 1 without any. */
  readonly outline: number;
}

/** How what is drawn there stands out, by the colours that the browser computed. */
export const contrastOf = (part: Locator): Promise<Contrast> => part.evaluate(measure);

/** Runs in the page, and is sent there as text: it sees nothing of this file. */
function measure(part: Element): Contrast {
  interface Layer {
    readonly colour: string;
    readonly opacity: number;
  }
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (canvas === null) throw new Error('There is no canvas.');

  /** The canvas reads every form of colour, and lays one over the other as the page does. */
  const luminanceOf = (layers: readonly Layer[]): number => {
    canvas.clearRect(0, 0, 1, 1);
    for (const { colour, opacity } of layers) {
      canvas.globalAlpha = opacity;
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
      const part = byte / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  /** From the window to the element. */
  const linesTo = (element: Element): readonly Element[] =>
    element.parentElement === null ? [element] : [...linesTo(element.parentElement), element];
  const opacityOf = (element: Element): number =>
    linesTo(element).reduce((product, each) => product * Number(getComputedStyle(each).opacity), 1);
  const behind = (element: Element): readonly Layer[] => [
    { colour: 'white', opacity: 1 },
    ...linesTo(element).map((each) => ({
      colour: getComputedStyle(each).backgroundColor,
      opacity: opacityOf(each),
    })),
  ];
  const ratio = (element: Element, colour: string, opacity: number): number => {
    const layers = behind(element);
    const [dark = 0, light = 0] = [luminanceOf(layers), luminanceOf([...layers, { colour, opacity }])].sort(
      (one, other) => one - other,
    );
    return (light + 0.05) / (dark + 0.05);
  };

  const own = (element: Element): string =>
    [...element.childNodes]
      .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ textContent }) => textContent?.trim())
      .join('');
  const texts = [part, ...part.querySelectorAll('*')]
    .filter((element) => own(element) !== '' && element.checkVisibility({ visibilityProperty: true }))
    .map((element) => ({
      text: own(element),
      ratio: ratio(element, getComputedStyle(element).color, opacityOf(element)),
    }));
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(part);
  const isDrawn = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
  return { texts, outline: isDrawn ? ratio(part, outlineColor, opacityOf(part)) : 1 };
}
