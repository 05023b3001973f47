/** A copy of twice the length, for tables whose length is not known before they are written. */
export function doubled<T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(table: T): T {
  const longer = new (table.constructor as new (length: number) => T)(table.length * 2);
  longer.set(table);
  return longer;
}
