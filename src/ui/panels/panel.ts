import { LitElement, type CSSResultGroup } from 'lit';
import type { Laboratory } from '../laboratory';
import { sharedStyles } from '../shared-styles';
import { Subscription } from '../subscription';

/** A part of the page that shows the laboratory and acts on it. */
export abstract class Panel extends LitElement {
  static override properties: Record<string, object> = { lab: { attribute: false } };
  static override styles: CSSResultGroup = [sharedStyles];

  declare lab: Laboratory;

  constructor() {
    super();
    new Subscription(this, () => [this.lab]);
  }
}
