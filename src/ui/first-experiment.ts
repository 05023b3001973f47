/** What the page shows to somebody who comes without a link, and what its tour is about. */
export const firstScenario = 'cheese-corner';
