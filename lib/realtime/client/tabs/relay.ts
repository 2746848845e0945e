import * as z from "zod/mini";
import { PHASES } from "@/lib/realtime/client/stream/stream-state";

/**
 * The messages between the tabs of one browser. A tab says `hello` with what it wants to read and from where; the
 * leader, which holds the stream, hands on what the stream brings.
 */

const readRequest = {
  channels: z.readonly(z.array(z.string())),
  /** The tab's position in those channels. */
  cursor: z.nullable(z.string()),
};

const hello = z.object({
  kind: z.literal("hello"),
  tab: z.string(),
  /** Grows with each readRequest; the leader's answer names it. */
  ask: z.number(),
  ...readRequest,
  /** It reads what the leader hands on already, and wants something else. */
  isServed: z.boolean(),
  /** The tab has become visible again: the leader connects at once. */
  isWake: z.boolean(),
});
const leave = z.object({ kind: z.literal("leave"), tab: z.string() });

const fromLeader = {
  /** The moment it was elected. Of two that both think they lead, the later one does. */
  term: z.number(),
  /** 1, 2, 3 … within the term: a tab that misses one asks again. */
  seq: z.number(),
};
const frame = z.object({
  kind: z.literal("frame"),
  name: z.string(),
  text: z.string(),
  id: z.string(),
  ...fromLeader,
});
/** The stream's first frame, for the tabs that read along from here, each with the number of what it asked. */
const connected = z.object({
  kind: z.literal("connected"),
  text: z.string(),
  id: z.string(),
  serves: z.record(z.string(), z.number()),
  ...fromLeader,
});
/** How the stream is doing: when that changes, with each heartbeat, and as the answer to a hello. */
const line = z.object({
  kind: z.literal("line"),
  line: z.object({
    phase: z.enum(PHASES),
    failures: z.number(),
    heartbeatMs: z.number(),
    lastSign: z.number(),
    lastFrame: z.nullable(z.number()),
    since: z.nullable(z.number()),
    isHandingOver: z.boolean(),
    isRefused: z.boolean(),
  }),
  ...fromLeader,
});
/** This tab wants what the shared stream cannot give it: it needs one of its own. */
const decline = z.object({ kind: z.literal("decline"), tab: z.string(), ...fromLeader });

const fromTabs = z.discriminatedUnion("kind", [hello, leave]);
const fromLeaders = z.discriminatedUnion("kind", [frame, connected, line, decline]);
const relayed = z.union([fromTabs, fromLeaders]);

export type ReadRequest = Pick<Hello, "channels" | "cursor">;
export type Hello = z.infer<typeof hello>;
export type TabMessage = z.infer<typeof fromTabs>;
export type LeaderMessage = z.infer<typeof fromLeaders>;

/** Null for what no tab of ours can have said. */
export function parseRelayed(value: unknown): TabMessage | LeaderMessage | null {
  return relayed.safeParse(value).data ?? null;
}
