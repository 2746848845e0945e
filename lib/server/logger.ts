import "server-only";
import pino, { type Logger } from "pino";
import { env } from "@/lib/env";
import { loggable } from "./loggable";

type Write = (context: Record<string, unknown>, message: string) => void;

let pinoLogger: Logger | undefined;

function write(level: "debug" | "info" | "warn" | "error"): Write {
  return (context, message) => {
    // Created with the first line, because a build has no environment to parse.
    pinoLogger ??= pino({ level: env().LOG_LEVEL });
    if (pinoLogger.isLevelEnabled(level)) pinoLogger[level](loggable(context), message);
  };
}

/** Writes one JSON object per line to stdout: an `error` without its message, texts shortened (loggable.ts). */
export const logger = {
  debug: write("debug"),
  info: write("info"),
  warn: write("warn"),
  error: write("error"),
};
