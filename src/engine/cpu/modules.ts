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

/** Functions of an instance, and the globals that the host sets before it calls them. */
export interface Kernels {
  readonly initialise: () => void;
  readonly begin: () => void;
  readonly live: () => void;
  readonly search: () => void;
  readonly summarise: () => void;
  readonly probe: () => void;
  readonly fingerprint: () => void;
  readonly selftest: () => void;
  /** Sets every global that the module has by its name; other names are ignored. */
  set(values: Readonly<Record<string, number | boolean>>): void;
}

/**
 * Instantiates the kernels for H hidden units over a memory.
 * @param constants globals that keep these values while agents live
 */
export async function instantiate(hidden: number, memory: WebAssembly.Memory, constants: Readonly<Record<string, number | boolean>> = {}): Promise<Kernels> {
  const load = modules[hidden];
  if (!load) throw new Error(`the CPU engine has no kernels for ${hidden} hidden units`);
  const module = bytesOf((await load()).default);
  const imports = { env: { memory, abort: () => { throw new Error('a CPU kernel was aborted'); } } };
  const [general, special] = await Promise.all([module, foldConstants(module, constants)].map(async (bytes) =>
    (await WebAssembly.instantiate(bytes, imports)).instance.exports as unknown as Exports));
  return {
    ...general!,
    live: special!.live,
    search: special!.search,
    set(values) {
      for (const [name, value] of Object.entries(values)) {
        for (const instance of [general!, special!]) {
          const global: unknown = instance[name];
          if (global instanceof WebAssembly.Global) global.value = Number(value);
        }
      }
    },
  };
}
