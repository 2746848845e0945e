import { handle } from "@upstash/realtime";
import * as z from "zod";
import { benchRealtime } from "@/bench/streams/bench-realtime";

/** Mounts the peer as its documentation does. */
export async function GET(request: Request): Promise<Response> {
  return (await handle({ realtime: benchRealtime() })(request)) ?? new Response(null, { status: 500 });
}

const bodySchema = z.object({ channel: z.string().min(1), data: z.unknown() });

export async function POST(request: Request): Promise<Response> {
  const { channel, data } = bodySchema.parse(await request.json());
  await benchRealtime().channel(channel).emit("bench", data);
  return Response.json({ emitted: 1 });
}
