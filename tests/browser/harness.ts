/** The built page in a browser without a window, and what tests want to know of it. */
import { fileURLToPath } from 'node:url';
import type { Browser, ElementHandle, Page } from 'puppeteer';
import { launchBrowser } from '../../src/headless/browser';
import type { EngineChoice } from '../../src/lab/messages';
import { serveFolder, type FolderServer } from '../../src/headless/serve';

const builtPage = fileURLToPath(new URL('../../dist/', import.meta.url));

export interface View {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly pixelRatio?: number;
  /** stronger contrast, or the colours that the system forces on every page */
  readonly contrast?: 'more' | 'forced';
  /** the address's query, with its ? */
  readonly query?: string;
  /** the address's fragment, with its # */
  readonly fragment?: string;
}

export class PageHarness {
  /** whatever the consoles of all pages have said, and errors that nobody caught */
  readonly complaints: string[] = [];

  private constructor(private readonly browser: Browser, private readonly server: FolderServer) {}

  /** Serves the built page, and starts a browser. @param webgpu whether the browser is asked for it */
  static async start(webgpu = true): Promise<PageHarness> {
    const server = await serveFolder(builtPage);
    const browser = await launchBrowser({ software: true, webgpu });
    return new PageHarness(browser, server);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }

  /** Opens the page in a window of its own and waits until it is ready to run. */
  async open({ width = 1440, height = 900, scheme = 'light', pixelRatio = 1, contrast, query = '', fragment = '' }: View = {}): Promise<LabPage> {
    const page = await this.browser.newPage();
    page.on('console', (message) => this.complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    await page.setViewport({ width, height, deviceScaleFactor: pixelRatio });
    await emulateMedia(page, scheme, contrast);
    await page.goto(this.server.url + query + fragment);
    const lab = new LabPage(page);
    await lab.waitForStatus(/^Ready/);
    return lab;
  }
}

/** Puppeteer's own function does not know of contrasts. */
async function emulateMedia(page: Page, scheme: string, contrast: View['contrast']): Promise<void> {
  const session = await page.createCDPSession();
  const contrasts = { more: [{ name: 'prefers-contrast', value: 'more' }], forced: [{ name: 'forced-colors', value: 'active' }] };
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }, ...(contrast ? contrasts[contrast] : [])] });
}

/** One open page. */
export class LabPage {
  constructor(readonly page: Page) {}

  close(): Promise<void> {
    return this.page.close();
  }

  /** What stands beside the progress bar. */
  status(): Promise<string> {
    return this.text('run-panel >>> .status');
  }

  async waitForStatus(pattern: RegExp): Promise<string> {
    return this.waitForText('run-panel >>> .status', pattern);
  }

  /** The text of the first element that a selector finds, through shadow roots (`>>>`); empty without one. */
  async text(selector: string): Promise<string> {
    const found = await this.page.$(`>>> ${selector}`);
    if (!found) return '';
    const text = await found.evaluate((element) => element.textContent ?? '');
    await found.dispose();
    return text.replace(/\s+/g, ' ').trim();
  }

  async waitForText(selector: string, pattern: RegExp, milliseconds = 90_000): Promise<string> {
    const end = Date.now() + milliseconds;
    for (;;) {
      const text = await this.text(selector).catch(() => '');
      if (pattern.test(text)) return text;
      if (Date.now() > end) throw new Error(`${selector} says “${text}”, not ${pattern}; the status is “${await this.status()}”`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Waits until an element is there, through shadow roots, whose changes Puppeteer's own waiting does not see. */
  async waitFor(selector: string, milliseconds = 30_000): Promise<ElementHandle> {
    const end = Date.now() + milliseconds;
    for (;;) {
      const found = await this.page.$(`>>> ${selector}`);
      if (found) return found;
      if (Date.now() > end) throw new Error(`${selector} does not appear`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async press(name: string): Promise<void> {
    await this.page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
  }

  /** Puts a text into the control of a setting, as typing and leaving it does. */
  async type(path: string, text: string): Promise<void> {
    const input = await this.page.waitForSelector(`>>> lab-field[data-path="${path}"] >>> input`);
    await input!.click({ count: 3 });
    await input!.type(text);
    await this.page.keyboard.press('Tab');
  }

  async chooseEngine(engine: EngineChoice): Promise<void> {
    const select = await this.page.waitForSelector('>>> run-panel >>> select');
    await (select as ElementHandle<HTMLSelectElement>).select(engine);
  }

  fragment(): Promise<string> {
    return this.page.evaluate(() => location.hash);
  }
}
