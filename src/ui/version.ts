/** The version of the program, as `package.json` has it: the build puts it in. */
declare global {
  const VALENCE_LAB_VERSION: string;
}

export const version = VALENCE_LAB_VERSION;
