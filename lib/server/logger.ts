import "server-only";
import pino, { type Logger } from "pino";
import { env } from "@/lib/env";

type Write = (context: Record<string, unknown>, message: string) => void;

let pinoLogger: Logger | undefined;

function write(level: "debug" | "info" | "warn" | "error"): Write {
  return (context, message) => {
    // Created with the first line, because a build has no environment to parse.
    pinoLogger ??= pino({ level: env().LOG_LEVEL, serializers: { error: pino.stdSerializers.err } });
    pinoLogger[level](context, message);
  };
}

/** Writes one JSON object per line to stdout; `error` in the context with its stack. */
export const logger = {
  debug: write("debug"),
  info: write("info"),
  warn: write("warn"),
  error: write("error"),
};
