import { parseArgs } from "node:util";
import * as z from "zod";

export const USAGE = `Usage: npm run simulate -- [options]

  --url URL         the running demo                          http://localhost:3000, or PORT's
  --rate N          orders a minute                           12
  --minutes N       how long orders come in                   2
  --speed N         times faster than life the kitchens work  10
  --watchers N      how many follow the stream                7
  --cuts N          times each watcher's line is cut          1
  --menu-changes N  changes of each menu meanwhile            5
  --scenario NAME   service; evening: with troubles, too      service
  --seed N          the same seed, the same evening           by chance, and printed

The demo's riders are on shift: they follow the roads, decline 15 % of their offers, and ask the guest for the PIN.

Troubles are slow kitchens, dishes that sell out, also after an order was accepted, a pause, a rider who drops out, one who is out
of reach in a tunnel, and a device that dies: its store pauses after the demo's DEVICE_SILENCE_SECONDS (300) and opens when it is back, so an evening takes seven minutes at least.

Ends when every order is delivered or cancelled; Ctrl-C ends it earlier, with the report.
Exit code: 0 when every watcher got what it was owed, once and in order; 1 when not; 2 for a bad option.`;

const number = (minimum: number, maximum: number) =>
  z.coerce
    .number("must be a number")
    .min(minimum, `must be from ${minimum} to ${maximum}`)
    .max(maximum, `must be from ${minimum} to ${maximum}`);
const whole = (minimum: number, maximum: number) => number(minimum, maximum).int("must be a whole number");

const optionsSchema = z.object({
  url: z
    .url({ protocol: /^https?$/, error: "must be a http or https address" })
    .transform((url) => new URL(url).origin),
  rate: number(0.1, 6_000),
  minutes: number(0.05, 24 * 60),
  speed: number(1, 1_000),
  watchers: whole(1, 500),
  cuts: whole(0, 100),
  menuChanges: whole(0, 1_000),
  scenario: z.enum(["service", "evening"], "must be service or evening"),
  seed: whole(0, 2 ** 31 - 1),
});
export type Options = z.infer<typeof optionsSchema>;

export class OptionsError extends Error {}

/** Returns null when help is requested. Throws OptionsError. */
export function parseOptions(words: string[], port: string | undefined, anySeed: number): Options | null {
  const text = (value: string) => ({ type: "string" as const, default: value });
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: words,
      options: {
        url: text(`http://localhost:${port ?? "3000"}`),
        rate: text("12"),
        minutes: text("2"),
        speed: text("10"),
        watchers: text("7"),
        cuts: text("1"),
        "menu-changes": text("5"),
        scenario: text("service"),
        seed: text(String(anySeed)),
        help: { type: "boolean", default: false },
      },
    }));
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return null;
  const parsed = optionsSchema.safeParse({ ...values, menuChanges: values["menu-changes"] });
  if (parsed.success) return parsed.data;
  throw new OptionsError(
    parsed.error.issues
      .map((issue) => `--${issue.path.join(".").replace("menuChanges", "menu-changes")} ${issue.message}`)
      .join("\n"),
  );
}
