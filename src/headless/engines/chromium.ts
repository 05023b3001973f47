/** The engine `chromium`: WebGPU of a browser without a window. Its page is blank; a worker in it holds the device. */
import { browserAdvice, findBrowser, launchBrowser } from '../browser';
import { DeviceError } from '../runner';
import type { StartHost } from './device-host';

/** @param software whether to compute on the processor, with the SwiftShader that is part of the browser */
export const startChromium = (software: boolean): StartHost => async (url, secret) => {
  if ((await findBrowser()) === null) throw new DeviceError(`there is no browser. ${browserAdvice}`);
  const browser = await launchBrowser({ software });
  const ended = new Promise<string>((resolve) => browser.once('disconnected', () => resolve('ended unexpectedly')));
  const page = await browser.newPage();
  const crashed = new Promise<string>((resolve) => page.once('error', ({ message }) => resolve(`ended unexpectedly: ${message}`)));
  const end = async (): Promise<void> => {
    await browser.close().catch(() => undefined);
  };
  try {
    await page.goto(new URL('/', url).href);
    await page.evaluate((path) => void new Worker(`./host-page.js#/${path}`, { type: 'module' }), secret);
  } catch (error) {
    await end();
    throw error;
  }
  return { ended: Promise.race([ended, crashed]), end };
};
