/** The built page in a browser without a window, and what tests want to know of it. */
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, CDPSession, ElementHandle, Page } from 'puppeteer';
import { launchBrowser } from '../../src/headless/browser';
import type { EngineChoice } from '../../src/lab/messages';
import { serveFolder } from '../../src/headless/serve';
import { patience } from './patience';

const builtPage = fileURLToPath(new URL('../../dist/', import.meta.url));

export interface View {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: Scheme;
  readonly pixelRatio?: number;
  readonly contrast?: Contrast;
  /** the address's query, with its ? */
  readonly query?: string;
  /** the address's fragment, with its # */
  readonly fragment?: string;
  /** the page whose storage it shares; without one it has a storage of its own */
  readonly beside?: LabPage;
}

export type Scheme = 'light' | 'dark';
/** stronger contrast, or the colours that the system forces on every page */
export type Contrast = 'more' | 'forced' | undefined;

/** A browser that is there, and the address of the built page. */
export interface SharedBrowser {
  readonly endpoint: string;
  readonly url: string;
}

export class PageHarness {
  /** whatever the consoles of all pages have said, and errors that nobody caught */
  readonly complaints: string[] = [];
  private readonly contexts = new Set<BrowserContext>();

  private constructor(private readonly browser: Promise<Browser>, private readonly url: string, private readonly end: (browser: Browser) => Promise<unknown>) {}

  /** Serves the built page, and starts a browser. @param webgpu whether the browser is asked for it */
  static async start(webgpu = true): Promise<PageHarness> {
    const server = await serveFolder(builtPage);
    return new PageHarness(launchBrowser({ software: true, webgpu }), server.url, (browser) => browser.close().then(() => server.close()));
  }

  /** Opens pages in a browser that is there, and leaves it there. */
  static in({ endpoint, url }: SharedBrowser): PageHarness {
    const browser = import('puppeteer').then(({ default: puppeteer }) => puppeteer.connect({ browserWSEndpoint: endpoint, protocolTimeout: 0, defaultViewport: null }));
    return new PageHarness(browser, url, (connected) => connected.disconnect());
  }

  async stop(): Promise<void> {
    await this.end(await this.browser);
  }

  /** Closes all pages, and forgets what they have stored. */
  async clear(): Promise<void> {
    const contexts = [...this.contexts];
    this.contexts.clear();
    await Promise.all(contexts.map((context) => context.close()));
  }

  /** Opens the page in a window of its own and waits until it is ready to run. */
  async open({ width = 1440, height = 900, scheme = 'light', pixelRatio = 1, contrast, query = '', fragment = '', beside }: View = {}): Promise<LabPage> {
    const context = beside?.page.browserContext() ?? (await (await this.browser).createBrowserContext());
    this.contexts.add(context);
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    page.on('console', (message) => this.complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    await page.setViewport({ width, height, deviceScaleFactor: pixelRatio });
    const lab = new LabPage(page);
    await lab.look(scheme, contrast);
    await page.goto(this.url + query + fragment);
    await lab.waitForStatus(/^Ready/);
    return lab;
  }
}

/** The step that a line of text names; texts of the page come with plain spaces, in numbers too. */
export const stepOf = (text: string): number => Number(/step ([\d ]+)/.exec(text)?.[1]?.replaceAll(' ', '') ?? 'no step');

/** One open page. */
export class LabPage {
  private session: Promise<CDPSession> | null = null;

  constructor(readonly page: Page) {}

  /** What the system wishes for; Puppeteer's own function does not know of contrasts. @param still whether nothing may move */
  async look(scheme: Scheme, contrast: Contrast = undefined, still = false): Promise<void> {
    this.session ??= this.page.createCDPSession();
    const contrasts = { more: [{ name: 'prefers-contrast', value: 'more' }], forced: [{ name: 'forced-colors', value: 'active' }] };
    const features = [{ name: 'prefers-color-scheme', value: scheme }, ...(contrast ? contrasts[contrast] : []), ...(still ? [{ name: 'prefers-reduced-motion', value: 'reduce' }] : [])];
    await (await this.session).send('Emulation.setEmulatedMedia', { features });
  }

  /** Waits until the page, which somebody sees, has drawn what it knows: panels follow in the frame after a change. */
  async drawn(): Promise<void> {
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

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

  async waitForText(selector: string, pattern: RegExp, milliseconds = patience): Promise<string> {
    const end = Date.now() + milliseconds;
    for (;;) {
      const text = await this.text(selector).catch(() => '');
      if (pattern.test(text)) return text;
      if (Date.now() > end) throw new Error(`${selector} says “${text}”, not ${pattern}; the status is “${await this.status()}”`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Waits until an element is there, through shadow roots, whose changes Puppeteer's own waiting does not see. */
  async waitFor(selector: string): Promise<ElementHandle> {
    const end = Date.now() + patience;
    for (;;) {
      const found = await this.page.$(`>>> ${selector}`);
      if (found) return found;
      if (Date.now() > end) throw new Error(`${selector} does not appear`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async press(name: string): Promise<void> {
    await this.page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
    await this.drawn();
  }

  /** Puts a text into the control of a setting, as typing and leaving it does. */
  async type(path: string, text: string): Promise<void> {
    const input = await this.waitFor(`lab-field[data-path="${path}"] >>> input`);
    await input.click({ count: 3 });
    await input.type(text);
    await this.page.keyboard.press('Tab');
    await this.drawn();
  }

  async chooseEngine(engine: EngineChoice): Promise<void> {
    const select = await this.waitFor('run-panel >>> select');
    await (select as ElementHandle<HTMLSelectElement>).select(engine);
  }

  fragment(): Promise<string> {
    return this.page.evaluate(() => location.hash);
  }
}
