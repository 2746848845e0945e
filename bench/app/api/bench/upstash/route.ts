import { handle } from "@upstash/realtime";
import * as z from "zod";
import { benchRealtime } from "@/bench/streams/bench-realtime";

/** The peer, as its documentation mounts it. */
export const GET = handle({ realtime: benchRealtime() });

const bodySchema = z.object({ channel: z.string().min(1), data: z.unknown() });

export async function POST(request: Request): Promise<Response> {
  const { channel, data } = bodySchema.parse(await request.json());
  await benchRealtime().channel(channel).emit("bench", data);
  return Response.json({ emitted: 1 });
}
