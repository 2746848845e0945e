import { Redis } from "ioredis";
import { emissionSchema } from "./protocol";

export interface StreamedEmission {
  n: number;
  at: number;
}

export async function readStreams(
  redisPort: number,
  channels: readonly string[],
): Promise<Map<string, StreamedEmission[]>> {
  const redis = new Redis({ port: redisPort, host: "127.0.0.1" });
  try {
    const streams = new Map<string, StreamedEmission[]>();
    for (const channel of channels) {
      const entries = await redis.xrange(channel, "-", "+");
      streams.set(
        channel,
        entries.map(([, fields]) =>
          emissionSchema.parse(JSON.parse(fields[fields.indexOf("data") + 1] ?? "")),
        ),
      );
    }
    return streams;
  } finally {
    redis.disconnect();
  }
}
