import { PARAM } from "./define-channel";

/** The fields of a `ChannelKind` that identify its names. */
interface Shape {
  readonly pattern: string;
  readonly id: RegExp;
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/**
 * Returns a function that extracts the id from a channel's name: `""` where the kind has none, null for a name of
 * another kind. Separate from `defineChannel` because only the server needs it.
 */
export function channelParser({ pattern, id }: Shape): (name: string) => string | null {
  const [before = "", after] = pattern.split(PARAM);
  const shape = new RegExp(
    after === undefined ? `^${escaped(before)}()$` : `^${escaped(before)}(${id.source})${escaped(after)}$`,
  );
  return (name) => shape.exec(name)?.[1] ?? null;
}
