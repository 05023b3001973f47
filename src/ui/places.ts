/** The views of the page, one at a time beside the controls; all but the first come with the first wish for them. */
import { html, type TemplateResult } from 'lit';
import type { Laboratory } from './laboratory';

export type PlaceName = 'experiment' | 'population' | 'figures' | 'runs' | 'editor' | 'inspector';

export interface Place {
  readonly title: string;
  /** the key that leads there */
  readonly key: string;
  readonly doc: string;
  /** name of its element; the experiment itself stands on the page */
  readonly tag?: string;
  readonly load?: () => Promise<unknown>;
  readonly render?: (lab: Laboratory) => TemplateResult;
}

/** In the order of the navigation. A panel may fire `announce` with a text that a screen reader should hear. */
export const places: Readonly<Record<PlaceName, Place>> = {
  experiment: { title: 'Experiment', key: '1', doc: 'the world, the learning curve, and what came out' },
  population: {
    title: 'Population', key: '2', doc: 'every agent a point', tag: 'population-panel', render: (lab) => html`<population-panel class="place" .lab=${lab}></population-panel>`,
  },
  figures: {
    title: 'Figures', key: '3', doc: 'histograms, value and return, alignment, sweeps', tag: 'figures-panel',
    load: () => import('./panels/figures-panel'), render: (lab) => html`<figures-panel class="place" .lab=${lab}></figures-panel>`,
  },
  runs: {
    title: 'Runs', key: '4', doc: 'pinned runs beside each other', tag: 'runs-panel',
    load: () => import('./panels/runs-panel'), render: (lab) => html`<runs-panel class="place" .lab=${lab}></runs-panel>`,
  },
  editor: {
    title: 'World', key: '5', doc: 'draw or write a world of your own', tag: 'editor-panel',
    load: () => import('./panels/editor-panel'), render: (lab) => html`<editor-panel class="place" .lab=${lab}></editor-panel>`,
  },
  inspector: {
    title: 'Inspector', key: '6', doc: 'what the selected agent thinks, thought by thought', tag: 'inspector-panel',
    load: () => import('./panels/inspector-panel'), render: (lab) => html`<inspector-panel class="place" .lab=${lab}></inspector-panel>`,
  },
};

export const placeNames = Object.keys(places) as readonly PlaceName[];
