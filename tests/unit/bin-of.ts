/** The histogram bin of a number: the top half of its bits, ordered like the numbers; in engines it is computed by the kernels. */
export const binOf = (bits: number): number => ((bits & 0x80000000 ? ~bits : bits | 0x80000000) >>> 16) & 0xffff;
