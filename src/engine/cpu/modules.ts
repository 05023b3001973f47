import { foldConstants } from './fold-constants';

type Module = () => Promise<{ readonly default: string }>;

/** The compiled kernels of the CPU engine, a module per size of hidden layer, loaded when a population needs one. */
const modules: Readonly<Record<number, Module>> = {
  0: () => import('virtual:assembly/0'),
  8: () => import('virtual:assembly/8'),
  16: () => import('virtual:assembly/16'),
  32: () => import('virtual:assembly/32'),
  64: () => import('virtual:assembly/64'),
};

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

type Exports = Record<string, WebAssembly.Global<'i32'>> & Omit<Kernels, 'set'>;

type Values = Readonly<Record<string, number | boolean>>;

/** Functions of an instance, and the globals that the host sets before it calls them. */
export interface Kernels {
  readonly initialise: () => void;
  readonly begin: () => void;
  readonly live: () => void;
  readonly summarise: () => void;
  readonly tally: (column: number) => void;
  readonly probe: () => void;
  readonly fingerprint: () => void;
  readonly selftest: () => void;
  /** Sets every global that the module has by its name; other names are ignored. */
  set(values: Values): void;
}

/** A module's bytes and its general form, which any program can use; each is compiled once. */
interface Compiled {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly general: WebAssembly.Module;
}
const compiled = new Map<number, Promise<Compiled>>();

async function compile(hidden: number): Promise<Compiled> {
  const load = modules[hidden];
  if (!load) throw new Error(`the CPU engine has no kernels for ${hidden} hidden units`);
  const bytes = bytesOf((await load()).default);
  return { bytes, general: await WebAssembly.compile(bytes) };
}

/**
 * Instantiates the kernels for H hidden units over a memory.
 * @param constants globals that keep these values while agents live; null if they may change
 * @param ofProbes globals that have other values while probes are read
 */
export async function instantiate(hidden: number, memory: WebAssembly.Memory, constants: Values | null = null, ofProbes: Values = {}): Promise<Kernels> {
  const known = compiled.get(hidden) ?? compile(hidden);
  compiled.set(hidden, known);
  const { bytes, general } = await known;
  const run = async (module: WebAssembly.Module): Promise<Exports> =>
    (await WebAssembly.instantiate(module, { env: { memory, abort: () => { throw new Error('a CPU kernel was aborted'); } } })).exports as unknown as Exports;
  const all = await run(general);
  // Agents live for millions of steps in a module of their own; everything else happens once in a while.
  const living = constants ? await run(await WebAssembly.compile(foldConstants(bytes, constants))) : all;
  const probing = await run(general);
  const set = setterOf([...new Set([all, living])].map((instance) => globalsOf(instance)));
  const setProbing = setterOf([globalsOf(probing).filter(([name]) => !(name in ofProbes))]);
  setterOf([globalsOf(probing)])(ofProbes);
  return {
    ...all,
    live: living.live,
    probe: probing.probe,
    set(values) {
      set(values);
      setProbing(values);
    },
  };
}

type NamedGlobal = readonly [name: string, global: WebAssembly.Global<'i32'>];

const globalsOf = (instance: Exports): NamedGlobal[] => Object.entries(instance).filter((named): named is [string, WebAssembly.Global<'i32'>] => (named[1] as unknown) instanceof WebAssembly.Global);

/** Sets every global of some instances by its name; other names are ignored. */
function setterOf(instances: readonly (readonly NamedGlobal[])[]): Kernels['set'] {
  const named = new Map<string, WebAssembly.Global<'i32'>[]>();
  for (const [name, global] of instances.flat()) named.set(name, [...(named.get(name) ?? []), global]);
  return (values) => {
    for (const name in values) for (const global of named.get(name) ?? []) global.value = Number(values[name]);
  };
}
