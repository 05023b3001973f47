import type { SessionState } from '../lab/client';
import { bytes, compact, duration, grouped } from './format';
import type { Laboratory } from './laboratory';
import { armText, tallyText } from './outcomes';

/** What a screen reader is told without asking: the state, every tenth of a run or every arm of a claim, and what came out. */
export function announcementOf(lab: Laboratory): string {
  const { state, progress } = lab.session.snapshot;
  const { claim } = lab;
  if (claim && claim.running !== null) return armText(claim);
  if (claim && state === 'finished') return [statusText(lab), tallyText(claim)].filter((text) => text !== '').join('; ');
  if (state !== 'running' || !progress) return statusText(lab);
  return `Running, ${Math.floor((10 * progress.step) / progress.totalSteps) * 10} % done`;
}

/** What becomes of a run whose device is lost. */
const afterLoss: Readonly<Partial<Record<SessionState, string>>> = {
  running: 'the run is taken up again.',
  paused: 'the run is taken up again to where it rests.',
  finished: 'what came out stays as it is, and the next run opens another one.',
};

/** What the session is doing, in one line. */
export function statusText(lab: Laboratory): string {
  const { state, progress, device, results, failure, kept, deviceLost } = lab.session.snapshot;
  const steps = progress ? `step ${grouped(progress.step)} of ${grouped(progress.totalSteps)}` : '';
  if (deviceLost) return `The device was lost (${deviceLost}); ${afterLoss[state] ?? 'another one is opened.'}`;
  switch (state) {
    case 'empty':
    case 'loading':
      return 'Building the world and its population…';
    case 'idle':
      return lab.underWay || !device
        ? steps
        : `Ready: ${grouped(lab.shown.agents)} agents × ${grouped(device.totalSteps)} steps, ${bytes(device.bytesPerAgent)} each`;
    case 'running': {
      if (!progress || !(progress.agentStepsPerSecond > 0)) return 'Starting…';
      const left = ((progress.totalSteps - progress.step) * lab.shown.agents) / progress.agentStepsPerSecond;
      return `${compact(progress.agentStepsPerSecond)} agent-steps/s · ${duration(left)} left · ${steps}`;
    }
    case 'paused':
      return `Paused at ${steps}${kept !== null && kept === progress?.step ? ', kept for later' : ''}`;
    case 'finished':
      return results ? `Finished in ${duration(results.throughput.seconds)} · ${compact(results.throughput.agentStepsPerSecond)} agent-steps/s` : 'Finished';
    case 'failed':
      return failure?.path ? `This cannot run yet: ${failure.message}.` : `The run failed: ${failure?.message ?? 'no reason is known'}. Run tries again.`;
  }
}
