import * as z from "zod/mini";
import { CLOCK_OFFSETS_KEPT, PHASES } from "@/lib/realtime/client/stream/stream-state";
import { channelNamesSchema } from "@/lib/realtime/protocol/channel-names";
import { CURSOR_LENGTH } from "@/lib/realtime/protocol/limits";
import { boundedRecord } from "@/lib/text/bounded";

/** Changes with the messages: tabs of another version share nothing with this one. */
export const RELAY_VERSION = 3;

/** A tab sends `hello` with its request; the leader, which holds the stream, relays its frames. */

/** Tabs of one browser that can share a stream. Further ones have streams of their own. */
export const TABS_AT_MOST = 200;

const tabSchema = z.string().check(z.maxLength(64));
const nameSchema = z.string().check(z.maxLength(64));
const idSchema = z.string().check(z.maxLength(CURSOR_LENGTH));
/** Of a frame; in characters. */
const textSchema = z.string().check(z.maxLength(1_000_000));

const readRequest = {
  channels: z.readonly(channelNamesSchema),
  cursor: z.nullable(idSchema),
};

const hello = z.object({
  kind: z.literal("hello"),
  tab: tabSchema,
  /** Grows with each request; the leader's answer names it. */
  ask: z.number(),
  ...readRequest,
  /** The tab reads the leader's stream already, and wants other channels. */
  isServed: z.boolean(),
  /** The tab has become visible again: the leader connects at once. */
  isWake: z.boolean(),
});
const leave = z.object({ kind: z.literal("leave"), tab: tabSchema });

const fromLeader = {
  /** The time of the election. Of two leaders, the later one leads. */
  term: z.number(),
  /** 1, 2, 3 … within the term: a tab that misses one asks again. */
  seq: z.number(),
};
const frame = z.object({
  kind: z.literal("frame"),
  name: nameSchema,
  text: textSchema,
  id: idSchema,
  ...fromLeader,
});
/** `since`: the first message of the term by which the leader served this request. */
const service = z.object({ ask: z.number(), since: z.number() });
/** The stream's first frame. `serves`: the tabs that read from here. */
const connected = z.object({
  kind: z.literal("connected"),
  text: textSchema,
  id: idSchema,
  serves: boundedRecord(service, TABS_AT_MOST),
  ...fromLeader,
});
/** Sent when the stream's state changes, with each heartbeat, and as the answer to a hello. */
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
    clockOffsets: z.readonly(z.array(z.number()).check(z.maxLength(CLOCK_OFFSETS_KEPT))),
    isLimited: z.boolean(),
  }),
  ...fromLeader,
});
const decline = z.object({ kind: z.literal("decline"), tab: tabSchema, ...fromLeader });

const fromTabs = z.discriminatedUnion("kind", [hello, leave]);
const fromLeaders = z.discriminatedUnion("kind", [frame, connected, line, decline]);
const relayed = z.union([fromTabs, fromLeaders]);

export type Service = z.infer<typeof service>;
export type ReadRequest = Pick<Hello, "channels" | "cursor">;
export type Hello = z.infer<typeof hello>;
export type TabMessage = z.infer<typeof fromTabs>;
export type LeaderMessage = z.infer<typeof fromLeaders>;

export function parseRelayed(value: unknown): TabMessage | LeaderMessage | null {
  return relayed.safeParse(value).data ?? null;
}
