import "server-only";
import type * as z from "zod/mini";
import { errorText } from "@/lib/text/error-text";
import { type Failure, failure } from "./result";

export function invalid(error: z.core.$ZodError): Failure<never> {
  const fieldErrors: Record<string, string> = {};
  for (const issue of error.issues) fieldErrors[issue.path.join(".")] ??= issue.message;
  const message = Object.entries(fieldErrors)
    .map(([field, problem]) => (field === "" ? problem : errorText("invalid_field", { field, problem })))
    .join("; ");
  return failure<never>("invalid", message, { fieldErrors });
}
