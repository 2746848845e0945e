import * as z from "zod/mini";
import { benchRealtime, ownTopic, SHARED_TOPIC } from "@/bench/streams/bench-realtime";
import { emitSteadily } from "@/bench/streams/emit-steadily";
import { emissionSchema } from "@/bench/streams/wire";
import { broadcastChannel, userChannel } from "@/lib/auth/model/channels";
import { queryable } from "@/lib/db/client";
import { readPosition } from "@/lib/realtime/log/log";
import { defineEvent } from "@/lib/realtime/protocol/define-event";
import { draftEvents, publishInOneStatement } from "@/lib/realtime/publish/publish";

const benchEvent = defineEvent({
  name: "bench",
  schema: z.object({ n: z.int(), sent: z.number(), text: z.string() }),
  durability: "durable",
  priority: "normal",
});

/** Responds with the number of events, and with our cursor from before. */
export async function POST(request: Request): Promise<Response> {
  const emission = emissionSchema.parse(await request.json());
  const isPeer = new URL(request.url).searchParams.get("subject") === "upstash";
  const people = globalThis.benchPeople ?? [];
  const cursor = isPeer ? "" : await readPosition([broadcastChannel.name()]);
  const emitted = await emitSteadily(emission, async (data) => {
    const reader = data.n % emission.clients;
    if (isPeer) {
      const topic = emission.audience === "one" ? SHARED_TOPIC : ownTopic(reader);
      await benchRealtime().channel(topic).emit("bench", data);
      return;
    }
    const channel =
      emission.audience === "one" ? broadcastChannel.name() : userChannel.name(people[reader] ?? "");
    await publishInOneStatement(await queryable(), draftEvents([{ channel, event: benchEvent, data }]));
  });
  return Response.json({ emitted, cursor });
}
