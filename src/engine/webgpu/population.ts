/** A population on a GPU: cohorts, the kernels' pipelines, and slices of steps that keep the device responsive. */
import { encodePhase, encodeProbes, encodeWorld } from '../encode';
import { columnWords, readColumns } from '../read-columns';
import type { LiveRecord, PhaseProgram, Population, Program } from '../engine';
import { cutBlock, joinBlocks, overlapping } from '../agent-block';
import { agentState, agentWords } from '../agent-state';
import { runStruct, type RunField } from '../run-fields';
import { wordHeader, wordLayout } from '../words';
import { Backlog } from './backlog';
import { allocate, destroyBuffers, tableBuffer } from './buffers';
import type { Cohort } from './cohort';
import { readBuffer, readRanges, watched, type Range } from './device';
import type { WebGPUOptions } from './engine';
import { specialise } from '../specialise';
import { entryPoint, expanded, kernelNames, kernelText, lanes, tableVectors, tallyTiles, turns, type KernelName, type TableBinding } from './kernels';
import { mostOf, slotsPerDispatch, stepsWithinLoopLimit } from './loop-limit';
import { createPainter } from './painter';
import type { Pipelines } from './pipelines';
import { readRecord } from './records';
import { Slicer } from './slicer';
import { restoreAgents, saveAgents } from './transfer';

export async function createPopulation(
  device: GPUDevice,
  known: Pipelines,
  program: Program,
  options: WebGPUOptions & { readonly cohortAgents: number; readonly dispatchMilliseconds: number; readonly uniformTables: boolean },
  check: () => void,
): Promise<Population> {
  const { tables, agents } = program;
  const shape = specialise(program);
  const world = encodeWorld(program);
  const probes = encodeProbes(program);
  const most = mostOf(program);
  const fits = (words: Uint32Array): boolean => words.length <= 4 * tableVectors;
  let tableBinding: TableBinding = options.uniformTables && fits(world.words) && fits(probes.words) ? 'uniform' : 'read-only-storage';
  const pipelines: Partial<Record<KernelName, GPUComputePipeline>> = {};
  const compile = async (name: KernelName): Promise<void> => {
    pipelines[name] = await known.get(entryPoint(name, program), kernelText(name, program, { stochastic: world.stochastic, deep: most.depth > 1, tables: tableBinding, expand: options.expand }), tableBinding);
  };
  const began = performance.now();
  await compile('initialise');

  const slicer = new Slicer(options, stepsWithinLoopLimit(program, most, { expanded: expanded(program, options.expand), turning: turns('live', program) }));
  const buffers = await allocate(device, program, shape, options.cohortAgents, world.words, probes.words);
  const { cohorts, sums } = buffers;
  let phaseBuffer = tableBuffer(device, new Uint32Array(4));

  let phase: PhaseProgram | null = null;
  let fields: Partial<Record<RunField, number>> = {};
  let step = 0;
  let record = 0;

  const groupOf = (cohort: Cohort, table: GPUBuffer): GPUBindGroup =>
    device.createBindGroup({
      layout: known.groupLayouts[tableBinding],
      entries: [cohort.run, cohort.memory, cohort.words, cohort.hyperparameters, table, phaseBuffer, cohort.measures, sums].map(
        (buffer, binding) => ({ binding, resource: { buffer } }),
      ),
    });
  let groups: GPUBindGroup[] = [];
  let probeGroups: GPUBindGroup[] = [];
  const bindPhase = (): void => {
    groups = cohorts.map((cohort) => groupOf(cohort, buffers.world));
    probeGroups = cohorts.map((cohort) => groupOf(cohort, buffers.probes));
  };
  bindPhase();

  /** Tells a cohort's kernels what the host says with their next dispatches. */
  const tell = (c: number, own: Partial<Record<RunField, number>>): void => {
    const cohort = cohorts[c]!;
    const values = { ...world.offsets, regionCount: shape.network.regions.length, seed: program.seed, ...fields, agents: cohort.agents, firstAgent: program.firstAgent + cohort.first, ...own };
    device.queue.writeBuffer(cohort.run, 0, runStruct(values));
  };
  const run = (pass: GPUComputePassEncoder, kernel: KernelName, group: GPUBindGroup, ...workgroups: [number, number?]): void => {
    pass.setPipeline(pipelines[kernel]!);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(...workgroups);
  };
  /** Runs a kernel over tiles of a cohort. */
  const dispatch = (kernel: KernelName, c: number, own: Partial<Record<RunField, number>>, workgroups: number, group = groups[c]!): void => {
    tell(c, own);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    run(pass, kernel, group, workgroups);
    pass.end();
    device.queue.submit([encoder.finish()]);
  };
  const everyCohort = (kernel: KernelName, own: Partial<Record<RunField, number>> = {}): void =>
    cohorts.forEach((cohort, c) => dispatch(kernel, c, own, cohort.tiles));
  /** Goes through the agents' memory in parts that no device's limit on loops cuts short. */
  const everySlot = (kernel: KernelName): void => {
    for (let firstSlot = 0; firstSlot < Math.max(shape.network.slots, shape.extras.EXTRA_WORDS); firstSlot += slotsPerDispatch) everyCohort(kernel, { firstSlot, slots: slotsPerDispatch });
  };
  const ofProbes = { featureIndex: 0, featureValue: probes.featureValue, probes: probes.count };

  try {
    // Initial weights are drawn while the host compiles.
    const [{ refusal }] = await Promise.all([watched(device, () => everySlot('initialise')), ...kernelNames.filter((name) => name !== 'perform').map(compile)]);
    if (refusal !== null) throw new Error(`The device does not run the kernels: ${refusal}`);
  } catch (reason) {
    destroyBuffers(buffers);
    throw reason;
  }
  let compileMilliseconds = performance.now() - began;
  await device.queue.onSubmittedWorkDone();
  /** Some compilers work at a kernel's first dispatch: no step is made, and no slice is measured by it. */
  const makeReady = async (kernel: KernelName): Promise<void> => {
    const before = performance.now();
    await compile(kernel);
    dispatch(kernel, 0, { steps: 0 }, 1);
    await device.queue.onSubmittedWorkDone();
    compileMilliseconds += performance.now() - before;
  };
  await makeReady('live');
  check();
  const backlog = new Backlog(device, slicer);

  const move = async (learn: boolean, steps: number): Promise<void> => {
    for (let done = 0; done < steps; ) {
      const slice = slicer.steps(steps - done);
      for (const [c, cohort] of cohorts.entries()) {
        for (let firstTile = 0; firstTile < cohort.tiles; ) {
          const tiles = slicer.tiles(cohort.tiles - firstTile);
          dispatch(learn ? 'live' : 'perform', c, { firstStep: step + done, steps: slice, firstTile }, tiles);
          await backlog.add(tiles, slice, tiles === cohort.tiles);
          check();
          firstTile += tiles;
        }
      }
      done += slice;
    }
    step += steps;
  };

  const takeRecord = async (tallied: boolean): Promise<LiveRecord> => {
    record++;
    const encoder = device.createCommandEncoder();
    encoder.clearBuffer(sums);
    const pass = encoder.beginComputePass();
    cohorts.forEach(({ tiles }, c) => {
      tell(c, { record, ...ofProbes });
      if (probes.count > 0) run(pass, 'probe', probeGroups[c]!, tiles);
      run(pass, 'tally', groups[c]!, Math.ceil(tiles / tallyTiles), shape.statistics.length);
      run(pass, 'summarise', groups[c]!, tiles);
    });
    run(pass, 'quantiles', groups[0]!, shape.statistics.length);
    pass.end();
    const taken = await readRecord(device, sums, shape, tallied, encoder);
    check();
    return taken;
  };

  return {
    get compileMilliseconds() {
      return compileMilliseconds;
    },

    async begin(next) {
      if (!next.learn && !pipelines.perform) await makeReady('perform');
      phase = next;
      step = next.firstStep;
      record = 0;
      const encoded = encodePhase(program, next);
      if (tableBinding === 'uniform' && !fits(encoded.words)) {
        tableBinding = 'read-only-storage';
        await Promise.all((Object.keys(pipelines) as KernelName[]).map(compile));
      }
      phaseBuffer.destroy();
      phaseBuffer = tableBuffer(device, encoded.words);
      fields = {
        learn: next.learn ? 1 : 0, greedy: next.greedy ? 1 : 0, modelLearn: next.modelLearn ? 1 : 0, episodeLimit: next.episodes, segments: encoded.segments, contested: encoded.contested,
        statistics: encoded.statistics,
        halfIntended: next.references.halfIntended, halfReward: next.references.halfReward, criterion: next.references.criterion,
      };
      bindPhase();
      everyCohort('begin');
      await device.queue.onSubmittedWorkDone();
      check();
    },

    async advance(steps, recordAfter = [], tallied = false) {
      if (!phase) throw new Error('no phase has begun');
      const records: Promise<LiveRecord>[] = [];
      let made = 0;
      for (const after of recordAfter) {
        await move(phase.learn, after - made);
        made = after;
        const taken = takeRecord(tallied);
        // Whoever waits for it hears of its failure.
        taken.catch(() => {});
        records.push(taken);
      }
      await move(phase.learn, steps - made);
      check();
      return records;
    },

    get dispatchMilliseconds() {
      return slicer.milliseconds;
    },

    async columns() {
      if (probes.count > 0) cohorts.forEach(({ tiles }, c) => dispatch('probe', c, ofProbes, tiles, probeGroups[c]));
      const parts = [];
      for (const cohort of cohorts) {
        parts.push({
          agents: cohort.agents,
          words: await readBuffer(device, cohort.words, wordHeader * 4, cohort.agents * columnWords(tables, shape.extras) * 4),
          measures: await readBuffer(device, cohort.measures, 0, cohort.agents * shape.measures.MEASURES * 4),
        });
      }
      check();
      return readColumns(parts, program, shape);
    },

    async stateSum() {
      const encoder = device.createCommandEncoder();
      encoder.clearBuffer(sums, shape.sums.STATE_SUM * 4, 16);
      device.queue.submit([encoder.finish()]);
      everySlot('fingerprint');
      const sum = await readBuffer(device, sums, shape.sums.STATE_SUM * 4, 16);
      check();
      return sum;
    },

    async rowsOf(wanted) {
      if (wanted.length === 0) return new Uint32Array(0);
      const rows = await readRanges(device, wanted.map((agent) => wordOf(agent, wordLayout.ROW)));
      check();
      return rows;
    },

    async agent(index) {
      const cohort = cohortOf(index);
      const local = index - cohort.first;
      const tileBytes = shape.network.slots * lanes * 16;
      const tile = { buffer: cohort.memory, offset: Math.floor(local / lanes) * tileBytes, bytes: tileBytes };
      const ownWords = agentWords(shape.extras);
      const counters = ownWords.map((word) => wordOf(index, word));
      const read = await readRanges(device, [...counters, tile]);
      check();
      const memory = new Uint32Array(shape.network.slots * 4);
      for (let slot = 0; slot < shape.network.slots; slot++) {
        const at = counters.length + (slot * lanes + (local % lanes)) * 4;
        memory.set(read.subarray(at, at + 4), slot * 4);
      }
      return agentState(read.slice(0, counters.length), memory, shape.network, tables.rows);
    },

    async accumulators(slots) {
      const words = slots.map(() => new Uint32Array(agents));
      for (const cohort of cohorts) {
        const read = await readRanges(device, slots.map((slot) => ({ buffer: cohort.measures, offset: slot * cohort.agents * 4, bytes: cohort.agents * 4 })));
        words.forEach((all, s) => all.set(read.subarray(s * cohort.agents, (s + 1) * cohort.agents), cohort.first));
      }
      check();
      return words;
    },

    painter: (target) => createPainter(device, program, shape, cohorts, target),

    async save(first, agents) {
      const blocks = [];
      for (const { holder, from, count } of overlapping(cohorts, first, agents)) blocks.push(await saveAgents(device, holder, shape, from - holder.first, count));
      check();
      return joinBlocks(blocks);
    },

    async restore(block) {
      for (const { holder, from, count } of overlapping(cohorts, block.first, block.agents)) await restoreAgents(device, holder, shape, cutBlock(block, from, count));
      await device.queue.onSubmittedWorkDone();
      check();
    },

    resume(at, records) {
      step = at;
      record = records;
    },

    destroy() {
      destroyBuffers(buffers);
      phaseBuffer.destroy();
    },
  };

  function cohortOf(agent: number): Cohort {
    return cohorts[Math.floor(agent / options.cohortAgents)]!;
  }

  /** Where one of an agent's counters is. */
  function wordOf(agent: number, word: number): Range {
    const cohort = cohortOf(agent);
    return { buffer: cohort.words, offset: (wordHeader + word * cohort.agents + agent - cohort.first) * 4, bytes: 4 };
  }
}
