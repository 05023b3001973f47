/** What can be done with worlds of one's own, handed on to the page's editor. */
export { gridLimits, type GridLevel, type GridModel, type Thing } from '../world/grid';
export { deriveGrid } from '../world/grid-derive';
export { readGridModel } from '../world/grid-read';
export { gridTemplate } from '../world/grid-template';
export { gridWorld } from '../world/grid-world';
export { importGymnasium } from '../world/import-gymnasium';
export { worldLimits } from '../world/limits';
export { parseWorld } from '../world/validate';
