/** Pictures that leave the page: they bring their colours and fonts along, and can be turned into pixels. */

const namespace = 'http://www.w3.org/2000/svg';

/** What may be given by style sheets and custom properties, with the value that holds where nothing is said; a colour after its opacity. */
const inherited: Readonly<Record<string, string>> = {
  'fill-opacity': '1', 'fill': 'rgb(0, 0, 0)', 'stroke-opacity': '1', 'stroke': 'none', 'stroke-width': '1px', 'stroke-dasharray': 'none',
  'stroke-linecap': 'butt', 'stroke-linejoin': 'miter', 'paint-order': 'normal', 'visibility': 'visible', 'font-size': '', 'font-weight': '400',
  'text-anchor': 'start', 'dominant-baseline': 'auto',
};
const ofItself: Readonly<Record<string, string>> = { 'opacity': '1', 'stop-opacity': '1', 'stop-color': 'rgb(0, 0, 0)' };

/**
 * The text of an SVG file that looks like an element of the page, on the page's paper: custom properties and style sheets
 * become attributes, fonts are named, and what only the page needs (classes, comments, tips under the pointer) is left out.
 * @param element an SVG in the document, as it is to be seen
 */
export function standalone(element: SVGSVGElement): string {
  const copy = element.cloneNode(true) as SVGSVGElement;
  const style = getComputedStyle(element);
  const paint = painter();
  const originals = [element, ...element.querySelectorAll<SVGElement>('*')];
  [copy, ...copy.querySelectorAll<SVGElement>('*')].forEach((part, index) => {
    const original = originals[index]!;
    spellOut(part, getComputedStyle(original), original === element ? null : getComputedStyle(original.parentElement!), paint);
  });
  for (const part of copy.querySelectorAll('style, title:empty, [aria-label="tip"]')) part.remove();
  const comments = document.createNodeIterator(copy, NodeFilter.SHOW_COMMENT);
  for (let comment = comments.nextNode(); comment; comment = comments.nextNode()) (comment as Comment).remove();
  const { width, height } = sizeOf(element);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('font-family', style.fontFamily.replaceAll('"', "'"));
  copy.setAttribute('style', 'font-variant-numeric:tabular-nums');
  copy.removeAttribute('aria-hidden');
  const ground = document.createElementNS(namespace, 'rect');
  const [x = 0, y = 0, wide = width, high = height] = (copy.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  for (const [name, value] of Object.entries({ x, y, width: wide, height: high, fill: paint(style.getPropertyValue('--paper')).colour })) ground.setAttribute(name, String(value));
  const title = copy.querySelector(':scope > title');
  if (title) title.after(ground);
  else copy.prepend(ground);
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

function sizeOf(element: SVGSVGElement): { readonly width: number; readonly height: number } {
  const { width, height } = element.getBoundingClientRect();
  const [, , wide = 0, high = 0] = (element.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  return { width: Math.round(width) || wide || 1, height: Math.round(height) || high || 1 };
}

/** Writes what the page's style sheets say about a part into its attributes, where its surroundings do not say it already. */
function spellOut(part: SVGElement, style: CSSStyleDeclaration, around: CSSStyleDeclaration | null, paint: Painter): void {
  const write = (name: string, otherwise: string): void => {
    const value = style.getPropertyValue(name);
    part.removeAttribute(name);
    if (value === '' || value === otherwise) return;
    const isColour = /^(fill|stroke|stop-color)$/.test(name) && !/^(none|url|context)/.test(value);
    part.setAttribute(name, isColour ? paint(value).colour : value.replaceAll('"', ''));
    // Readers know opacity, but not colours that have one.
    const opacity = `${name.replace('-color', '')}-opacity`;
    if (isColour && paint(value).alpha < 1) part.setAttribute(opacity, String(Number((paint(value).alpha * Number(style.getPropertyValue(opacity) || 1)).toFixed(3))));
  };
  for (const [name, initial] of Object.entries(ofItself)) write(name, initial);
  for (const [name, initial] of Object.entries(inherited)) write(name, around?.getPropertyValue(name) ?? initial);
  if (style.display === 'none' && part instanceof SVGGraphicsElement && !(part instanceof SVGDefsElement)) part.setAttribute('display', 'none');
  for (const name of ['class', 'style', 'tabindex']) part.removeAttribute(name);
}

type Painter = (colour: string) => { readonly colour: string; readonly alpha: number };

/** Colours as six hexadecimal digits, which every reader of SVG knows, as the page may mix them in other ways. */
function painter(): Painter {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const known = new Map<string, ReturnType<Painter>>();
  return (colour) => {
    let found = known.get(colour);
    if (!found) {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      const parts = [...context.getImageData(0, 0, 1, 1).data];
      known.set(colour, (found = { colour: `#${parts.slice(0, 3).map((part) => part.toString(16).padStart(2, '0')).join('')}`, alpha: parts[3]! / 255 }));
    }
    return found;
  };
}

/** More pixels a side than this are refused by browsers. */
const mostPixels = 8192;

/**
 * An SVG file as a PNG file.
 * @param scale pixels for every unit of the picture; fewer where it would be too large for a browser
 * @throws Error if the browser cannot draw it
 */
export async function rasterised(svg: string, scale = 2): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const factor = Math.min(scale, mostPixels / width, mostPixels / height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * factor));
    canvas.height = Math.max(1, Math.round(height * factor));
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('the browser has no room for the picture');
    return blob;
  } finally {
    URL.revokeObjectURL(address);
  }
}
