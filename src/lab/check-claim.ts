/** What can be known about a claim before its arms run. */
import { measuresOf } from '../analysis/measures';
import type { Claim } from '../experiment/claim';
import { InputError } from '../world/input-error';
import { shapeOf } from './program';

/** How many names of measures a message lists. */
const listed = 12;

/** @throws InputError if a verdict asks for a statistic that an arm of its contrast cannot have */
export function checkStatistics({ arms, verdicts }: Claim): void {
  const measures = new Map(arms.map(({ name, experiment }) => {
    const { tables, structure } = shapeOf(experiment);
    return [name, measuresOf(tables.world, tables.channels, structure).map((measure) => measure.name)];
  }));
  verdicts.forEach(({ statistic, measure, contrast }, i) => {
    for (const [arm] of contrast) {
      const known = measures.get(arm)!;
      if (known.includes(measure)) continue;
      const more = known.length > listed ? ` and ${known.length - listed} more` : '';
      throw new InputError(`verdicts[${i}].statistic`, statistic, `a phase and a measure of arm “${arm}”: ${known.slice(0, listed).join(', ')}${more}`);
    }
  });
}
