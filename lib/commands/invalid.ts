import "server-only";
import type * as z from "zod/mini";
import { errorText } from "@/lib/text/error-text";
import { FAULTS_AT_MOST, type Failure, failure } from "./result";

/** In characters. Zod's message about unknown keys, for example, repeats all of them. */
const PROBLEM_LENGTH = 300;

/** Names the first 20 faults. */
export function invalid(error: z.core.$ZodError): Failure<never> {
  const problems = new Map<string, string>();
  for (const { path, message } of error.issues) {
    const field = path.join(".");
    if (problems.has(field)) continue;
    problems.set(field, message.slice(0, PROBLEM_LENGTH));
    if (problems.size === FAULTS_AT_MOST) break;
  }
  const message = [...problems]
    .map(([field, problem]) => (field === "" ? problem : errorText("invalid_field", { field, problem })))
    .join("; ");
  return failure<never>("invalid", message, { fieldErrors: Object.fromEntries(problems) });
}
