import { parseArgs } from "node:util";
import * as z from "zod";
import { BREAKS } from "./fleet-protocol";

export const USAGE = `Usage: npm run chaos -- [options]

  --quick          every kind of fault once, in one or two minutes
  --seed N         the same seed, the same faults           by chance, and printed
  --json FILE      writes the table there, too
  --processes N    of the application                       3, quick: 2
  --clients N      that follow the stream                   200, quick: 60
  --writers N      that change orders at once               40, quick: 12
  --rate N         changes a second                         45, quick: 30
  --seconds N      that things go wrong                     170, quick: 24
  --events N       owed at least; writing goes on until then  100000, quick: 3000
  --peer, --no-peer  the same scenario on @upstash/realtime; by default in a full run only, since the application is
                   built once more for it
  --verbose        tells each fault of the stage as it comes, and the longest silences
  --break WHAT     a fault of the readers, to see that it is found: cursor, dedupe

Two stores have riders, who are asked, ride and hand over meanwhile, and dispatchers who overrule them.

Exit code: 0 when nothing was lost, doubled, inverted or altered, no order of the riders was in two trips or without an owner for
more than 25 s, each offer ended once, and every kind of fault happened; 1 when not; 2 for a
bad option.`;

const whole = (minimum: number, maximum: number) =>
  z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(minimum, `must be from ${minimum} to ${maximum}`)
    .max(maximum, `must be from ${minimum} to ${maximum}`);

const optionsSchema = z.object({
  quick: z.boolean(),
  seed: whole(0, 2 ** 31 - 1),
  json: z.string().optional(),
  processes: whole(2, 8),
  clients: whole(20, 2_000),
  writers: whole(2, 200),
  rate: whole(1, 1_000),
  seconds: whole(10, 3_600),
  events: whole(0, 100_000_000),
  peer: z.boolean(),
  verbose: z.boolean(),
  break: z.enum(BREAKS, `must be one of: ${BREAKS.join(", ")}`),
});
export type Options = z.infer<typeof optionsSchema>;

const FULL = { processes: 3, clients: 200, writers: 40, rate: 45, seconds: 170, events: 100_000, peer: true };
const QUICK = { processes: 2, clients: 60, writers: 12, rate: 30, seconds: 24, events: 3_000, peer: false };

export class OptionsError extends Error {}

/** Returns null when help is requested. Throws OptionsError. */
export function parseOptions(words: string[], anySeed: number): Options | null {
  const text = { type: "string" as const };
  const flag = { type: "boolean" as const, default: false };
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: words,
      options: {
        quick: flag,
        seed: { ...text, default: String(anySeed) },
        json: text,
        processes: text,
        clients: text,
        writers: text,
        rate: text,
        seconds: text,
        events: text,
        peer: { type: "boolean" },
        "no-peer": flag,
        verbose: flag,
        break: { ...text, default: "none" },
        help: flag,
      },
    }));
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return null;
  const defaults = values.quick === true ? QUICK : FULL;
  const peer = values["no-peer"] !== true && (values.peer ?? defaults.peer);
  const parsed = optionsSchema.safeParse({ ...defaults, ...values, peer });
  if (parsed.success) return parsed.data;
  throw new OptionsError(
    parsed.error.issues.map((issue) => `--${issue.path.join(".")} ${issue.message}`).join("\n"),
  );
}
