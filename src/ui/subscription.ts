import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Renders its host anew whenever a source emits `change`, for as long as the host is in the document. */
export class Subscription implements ReactiveController {
  private readonly update = () => this.host.requestUpdate();

  constructor(private readonly host: ReactiveControllerHost, private readonly sources: () => readonly EventTarget[]) {
    host.addController(this);
  }

  hostConnected(): void {
    for (const source of this.sources()) source.addEventListener('change', this.update);
  }

  hostDisconnected(): void {
    for (const source of this.sources()) source.removeEventListener('change', this.update);
  }
}
