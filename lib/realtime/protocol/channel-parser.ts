import { PARAM } from "./define-channel";

interface Shape {
  readonly pattern: string;
  readonly id: RegExp;
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** Extracts the id from a name: `""` where the kind has none, null for another kind. Only the server needs it. */
export function channelParser({ pattern, id }: Shape): (name: string) => string | null {
  const [before = "", after] = pattern.split(PARAM);
  const shape = new RegExp(
    after === undefined ? `^${escaped(before)}()$` : `^${escaped(before)}(${id.source})${escaped(after)}$`,
  );
  return (name) => shape.exec(name)?.[1] ?? null;
}
