import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Renders its host anew in the frame after a source has emitted `change`, for as long as the host is in the document. A
 * running population may say something new a thousand times a second; nobody sees more than the frames.
 */
export class Subscription implements ReactiveController {
  private frame = 0;

  constructor(private readonly host: ReactiveControllerHost, private readonly sources: () => readonly EventTarget[]) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const source of this.sources()) source.addEventListener('change', this.update);
  }

  hostDisconnected(): void {
    for (const source of this.sources()) source.removeEventListener('change', this.update);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  private readonly update = (): void => {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.host.requestUpdate();
    });
  };
}
