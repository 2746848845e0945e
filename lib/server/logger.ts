import "server-only";
import pino, { type Logger } from "pino";
import { env } from "@/lib/env";

type Write = (context: Record<string, unknown>, message: string) => void;

let logger: Logger | undefined;

function write(level: "debug" | "info" | "warn" | "error"): Write {
  return (context, message) => {
    // Made at the first line, not when the module is loaded: a build has no environment to parse.
    logger ??= pino({ level: env().LOG_LEVEL, serializers: { error: pino.stdSerializers.err } });
    logger[level](context, message);
  };
}

/** One JSON object a line on stdout. `error` in the context is written with its stack. */
export const log = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
