/** Drawn here: a font of icons would weigh more than the page. */
const PATHS = {
  copy: 'M5 5V2.5h8.5v8.5H11M2.5 5H11v8.5H2.5z',
  find: 'M10.5 6.5a4 4 0 1 1-8 0a4 4 0 0 1 8 0zM9.4 9.4L14 14',
  previous: 'M8 13V3.5M3.5 7.5L8 3l4.5 4.5',
  next: 'M8 3v9.5M3.5 8.5L8 13l4.5-4.5',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  file: 'M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3',
  save: 'M8 2v8M4.5 7L8 10.5L11.5 7M2.5 13.5h11',
  open: 'M6 3.5H2.5v10h10V10M9 2.5h4.5V7M13.5 2.5L7.5 8.5',
  target: 'M2.5 4h7M2.5 8h11M5.5 12h8',
} as const;
export type IconName = keyof typeof PATHS;

export function drawIcon(name: IconName): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const icon = document.createElementNS(space, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('class', 'icon');
  icon.ariaHidden = 'true';
  const line = document.createElementNS(space, 'path');
  line.setAttribute('d', PATHS[name]);
  icon.append(line);
  return icon;
}

/** A button that is only an icon; its words are its name and its tooltip. */
export function makeIconButton(name: IconName, words: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'icon-button';
  button.title = words;
  button.ariaLabel = words;
  button.append(drawIcon(name));
  button.addEventListener('click', press);
  return button;
}
