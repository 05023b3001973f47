/** Colours of the page's style sheets as numbers, for what is drawn pixel by pixel. */

const size = 256;

/**
 * A ramp of 256 colours, four bytes each.
 * @param element whose custom properties hold
 * @param stops CSS colours from the low end to the high one
 * @param stepped whether each colour keeps its own part of the ramp, for categories
 */
export function rampOf(element: Element, stops: readonly string[], stepped: boolean): Uint8Array {
  const style = getComputedStyle(element);
  const resolve = (colour: string): string => colour.replace(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim());
  const canvas = new OffscreenCanvas(size, 1);
  const context = canvas.getContext('2d')!;
  const gradient = context.createLinearGradient(0, 0, size, 0);
  const last = stops.length - 1;
  stops.forEach((stop, i) => {
    const colour = resolve(stop);
    if (!stepped) return gradient.addColorStop(last === 0 ? 0 : i / last, colour);
    // A category's number over the last one's is the middle of its part.
    const [from, to] = last === 0 ? [0, 1] : [Math.max(0, (i - 0.5) / last), Math.min(1, (i + 0.5) / last)];
    gradient.addColorStop(from, colour);
    gradient.addColorStop(to, colour);
  });
  context.fillStyle = gradient;
  context.fillRect(0, 0, size, 1);
  return new Uint8Array(context.getImageData(0, 0, size, 1).data.buffer);
}
