type Module = () => Promise<{ readonly default: string }>;

/** The compiled kernels of the CPU engine, two modules per size of hidden layer, loaded when a population needs one. */
const plain: Readonly<Record<number, Module>> = {
  0: () => import('virtual:assembly/plain/0'),
  8: () => import('virtual:assembly/plain/8'),
  16: () => import('virtual:assembly/plain/16'),
  32: () => import('virtual:assembly/plain/32'),
  64: () => import('virtual:assembly/plain/64'),
};
const full: Readonly<Record<number, Module>> = {
  0: () => import('virtual:assembly/full/0'),
  8: () => import('virtual:assembly/full/8'),
  16: () => import('virtual:assembly/full/16'),
  32: () => import('virtual:assembly/full/32'),
  64: () => import('virtual:assembly/full/64'),
};

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

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
 * @param thinking whether agents do more than act and learn: plan, reflect, replay, forget …
 */
export async function instantiate(hidden: number, thinking: boolean, memory: WebAssembly.Memory): Promise<Kernels> {
  const load = (thinking ? full : plain)[hidden];
  if (!load) throw new Error(`the CPU engine has no kernels for ${hidden} hidden units`);
  const { instance } = await WebAssembly.instantiate(bytesOf((await load()).default), {
    env: { memory, abort: () => { throw new Error('a CPU kernel was aborted'); } },
  });
  const exported = instance.exports as unknown as Record<string, WebAssembly.Global<'i32'>> & Omit<Kernels, 'set'>;
  return {
    ...(exported as Omit<Kernels, 'set'>),
    set(values) {
      for (const [name, value] of Object.entries(values)) {
        const global: unknown = exported[name];
        if (global instanceof WebAssembly.Global) global.value = Number(value);
      }
    },
  };
}
