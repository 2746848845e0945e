import { PARAM } from "./define-channel";

/** As much of a `ChannelKind` as tells its names from others. */
interface Shape {
  readonly pattern: string;
  readonly id: RegExp;
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/**
 * Finds the id in a channel's name: `""` where the kind has none, null for a name of another kind. Apart from
 * `defineChannel`, since only the server needs it.
 */
export function channelParser({ pattern, id }: Shape): (name: string) => string | null {
  const [before = "", after] = pattern.split(PARAM);
  const shape = new RegExp(
    after === undefined ? `^${escaped(before)}()$` : `^${escaped(before)}(${id.source})${escaped(after)}$`,
  );
  return (name) => shape.exec(name)?.[1] ?? null;
}
