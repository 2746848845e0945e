/** The part of D-Bus's wire format that a desktop's notifications need: little-endian messages of texts and numbers. */

const LITTLE_ENDIAN = "l".charCodeAt(0);
const VERSION = 1;
const FIXED_HEADER = 16;

export const MESSAGE = { call: 1, answer: 2, error: 3, signal: 4 } as const;

/** Codes of the header's fields. */
const FIELD = {
  path: 1,
  interface: 2,
  member: 3,
  error: 4,
  answerTo: 5,
  destination: 6,
  sender: 7,
  signature: 8,
} as const;

export type WireValue =
  | readonly [type: "s" | "o" | "g", value: string]
  | readonly [type: "u", value: number]
  | readonly [type: "b", value: boolean]
  | readonly [type: "as", value: readonly string[]];

export interface Call {
  readonly serial: number;
  readonly destination: string;
  readonly member: string;
  readonly arguments: WireReader;
}

export interface Answer {
  readonly kind: (typeof MESSAGE)[keyof typeof MESSAGE];
  readonly serial: number;
  readonly fields: Partial<Record<Exclude<keyof typeof FIELD, "signature">, WireValue>>;
  readonly values: readonly WireValue[];
}

const padded = (at: number, to: number) => Math.ceil(at / to) * to;

export class WireReader {
  constructor(
    private readonly bytes: Buffer,
    private at = 0,
  ) {}

  align(to: number): void {
    this.at = padded(this.at, to);
  }

  number(): number {
    this.align(4);
    this.at += 4;
    return this.bytes.readUInt32LE(this.at - 4);
  }

  text(): string {
    return this.textOf(this.number());
  }

  /** Its length takes one byte. */
  signature(): string {
    this.at += 1;
    return this.textOf(this.bytes.readUInt8(this.at - 1));
  }

  /** Reads the header's fields up to a position. */
  *fields(end: number): Generator<[code: number, value: string | number]> {
    while (this.at < end) {
      this.align(8);
      const code = this.bytes.readUInt8(this.at);
      this.at += 1;
      const type = this.signature();
      yield [code, type === "u" ? this.number() : type === "g" ? this.signature() : this.text()];
    }
  }

  private textOf(length: number): string {
    // A zero follows each text.
    this.at += length + 1;
    return this.bytes.toString("utf8", this.at - length - 1, this.at - 1);
  }
}

/** Takes the first whole message from the bytes of a connection. Null until it is whole; `call` is null for other messages. */
export function takeMessage(bytes: Buffer): { call: Call | null; rest: Buffer } | null {
  if (bytes.length < FIXED_HEADER) return null;
  if (bytes.readUInt8(0) !== LITTLE_ENDIAN) throw new Error("The message is not little-endian.");
  const endOfFields = FIXED_HEADER + bytes.readUInt32LE(12);
  const bodyAt = padded(endOfFields, 8);
  const end = bodyAt + bytes.readUInt32LE(4);
  if (bytes.length < end) return null;
  const fields = new Map(new WireReader(bytes, FIXED_HEADER).fields(endOfFields));
  const field = (name: keyof typeof FIELD) => String(fields.get(FIELD[name]) ?? "");
  const call = {
    serial: bytes.readUInt32LE(8),
    destination: field("destination"),
    member: field("member"),
    arguments: new WireReader(bytes.subarray(bodyAt, end)),
  };
  return { call: bytes.readUInt8(1) === MESSAGE.call ? call : null, rest: bytes.subarray(end) };
}

class WireWriter {
  readonly bytes: number[] = [];

  align(to: number): void {
    while (this.bytes.length % to !== 0) this.bytes.push(0);
  }

  number(value: number): void {
    this.align(4);
    this.bytes.push(...[0, 8, 16, 24].map((shift) => (value >>> shift) & 255));
  }

  value([type, value]: WireValue): void {
    if (type === "g") this.bytes.push(value.length, ...Buffer.from(value), 0);
    else if (type === "as") {
      const list = new WireWriter();
      for (const one of value) list.value(["s", one]);
      this.number(list.bytes.length);
      this.bytes.push(...list.bytes);
    } else if (type === "u" || type === "b") this.number(Number(value));
    else {
      const text = Buffer.from(value);
      this.number(text.length);
      this.bytes.push(...text, 0);
    }
  }

  field(code: number, value: WireValue): void {
    this.align(8);
    this.bytes.push(code);
    this.value(["g", value[0]]);
    this.value(value);
  }
}

export function writeMessage({ kind, serial, fields, values }: Answer): Buffer {
  const body = new WireWriter();
  for (const value of values) body.value(value);
  const all: typeof fields & { signature?: WireValue } = {
    ...fields,
    ...(values.length > 0 && { signature: ["g", values.map(([type]) => type).join("")] as const }),
  };
  const head = new WireWriter();
  for (const [name, code] of Object.entries(FIELD)) {
    const value = Object.entries(all).find(([given]) => given === name)?.[1];
    if (value !== undefined) head.field(code, value);
  }
  const message = new WireWriter();
  message.bytes.push(LITTLE_ENDIAN, kind, 0, VERSION);
  message.number(body.bytes.length);
  message.number(serial);
  message.number(head.bytes.length);
  message.bytes.push(...head.bytes);
  message.align(8);
  return Buffer.from([...message.bytes, ...body.bytes]);
}
