/** A value, or what stands for it where it was left out. Unlike `??` it lets null through, for the reader to refuse. */
export const or = (value: unknown, otherwise: unknown): unknown => (value === undefined ? otherwise : value);
