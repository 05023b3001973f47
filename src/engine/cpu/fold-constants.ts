/**
 * Specialises a WebAssembly module, as pipeline constants do a shader: reading a global becomes a constant, so that the
 * compiler of the WebAssembly engine drops what a program does not use, and folds what remains into addresses.
 *
 * Binary format: https://webassembly.github.io/spec/core/binary/
 */

/** Reads a binary from front to back. */
class Reader {
  constructor(readonly bytes: Uint8Array, public at: number) {}

  byte(): number {
    return this.bytes[this.at++]!;
  }
  /** An integer in LEB128 of either sign; only unsigned ones below 2³² are asked for their value. */
  integer(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }
  integers(count: number): void {
    for (let i = 0; i < count; i++) this.integer();
  }
  skip(bytes: number): void {
    this.at += bytes;
  }
}

const sectionId = { global: 6, export: 7, code: 10 } as const;
const globalExport = 3;
const globalGet = 0x23;
const i32Const = 0x41;

/** Moves behind the immediates of an instruction that begins with this byte. */
function skipImmediates(reader: Reader, code: number): void {
  if (code >= 0x28 && code <= 0x3e) reader.integers(2);
  else if ((code >= 0x02 && code <= 0x04) || code === 0x0c || code === 0x0d || code === 0x10 || (code >= 0x20 && code <= 0x26) || (code >= 0x3f && code <= 0x42)) reader.integer();
  else if (code === 0x0e) reader.integers(reader.integer() + 1);
  else if (code === 0x11) reader.integers(2);
  else if (code === 0x1c) reader.integers(reader.integer());
  else if (code === 0x43) reader.skip(4);
  else if (code === 0x44) reader.skip(8);
  else if (code === 0xfc) reader.integers([0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1][reader.integer()]!);
  else if (code === 0xfd) skipVectorImmediates(reader, reader.integer());
}

function skipVectorImmediates(reader: Reader, code: number): void {
  if (code === 12 || code === 13) reader.skip(16);
  else if (code <= 11 || (code >= 84 && code <= 93)) reader.integers(2);
  if ((code >= 21 && code <= 34) || (code >= 84 && code <= 91)) reader.skip(1);
}

/** LEB128, signed or not. */
function encoded(value: number, signed: boolean): number[] {
  const bytes: number[] = [];
  for (let rest = signed ? value | 0 : value; ; ) {
    const byte = rest & 0x7f;
    rest = signed ? rest >> 7 : rest >>> 7;
    if (signed ? (rest === 0 && byte < 0x40) || (rest === -1 && byte >= 0x40) : rest === 0) return [...bytes, byte];
    bytes.push(byte | 0x80);
  }
}

/** Global numbers by the names under which they are exported. */
function exportedGlobals(reader: Reader): Map<string, number> {
  const globals = new Map<string, number>();
  for (let left = reader.integer(); left > 0; left--) {
    const length = reader.integer();
    const name = String.fromCharCode(...reader.bytes.subarray(reader.at, reader.at + length));
    reader.skip(length);
    const kind = reader.byte();
    const number = reader.integer();
    if (kind === globalExport) globals.set(name, number);
  }
  return globals;
}

/** The code section's functions with constants for some globals. */
function foldedCode(reader: Reader, constants: ReadonlyMap<number, number>): Uint8Array[] {
  const parts: Uint8Array[] = [];
  const functions = reader.integer();
  parts.push(Uint8Array.from(encoded(functions, false)));
  for (let f = 0; f < functions; f++) {
    const end = reader.integer() + reader.at;
    const body: Uint8Array[] = [];
    let copied = reader.at;
    for (let groups = reader.integer(); groups > 0; groups--) reader.integers(2);
    while (reader.at < end) {
      const start = reader.at;
      const code = reader.byte();
      const constant = code === globalGet ? constants.get(reader.integer()) : undefined;
      if (code !== globalGet) skipImmediates(reader, code);
      if (constant === undefined) continue;
      body.push(reader.bytes.subarray(copied, start), Uint8Array.of(i32Const, ...encoded(constant, true)));
      copied = reader.at;
    }
    body.push(reader.bytes.subarray(copied, end));
    parts.push(Uint8Array.from(encoded(body.reduce((sum, part) => sum + part.length, 0), false)), ...body);
  }
  return parts;
}

/**
 * A module in which exported i32 globals of these names are constants; names that it does not export are ignored.
 * @param module which must not set them itself
 */
export function foldConstants(module: Uint8Array, constants: Readonly<Record<string, number | boolean>>): Uint8Array<ArrayBuffer> {
  const reader = new Reader(module, 8);
  const parts: Uint8Array[] = [module.subarray(0, 8)];
  let folded = new Map<number, number>();
  while (reader.at < module.length) {
    const start = reader.at;
    const id = reader.byte();
    const end = reader.integer() + reader.at;
    if (id === sectionId.export) {
      const body = reader.at;
      const globals = exportedGlobals(reader);
      folded = new Map(Object.entries(constants).flatMap(([name, value]) => (globals.has(name) ? [[globals.get(name)!, Number(value)]] : [])));
      reader.at = body;
    }
    if (id === sectionId.code) {
      const code = foldedCode(reader, folded);
      parts.push(Uint8Array.from([id, ...encoded(code.reduce((sum, part) => sum + part.length, 0), false)]), ...code);
    } else {
      parts.push(module.subarray(start, end));
    }
    reader.at = end;
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
