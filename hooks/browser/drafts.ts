import type * as z from "zod/mini";
import { readText, writeText } from "@/lib/board/client/preferences";
import { pageStatement } from "@/lib/http/page/read-statement";
import { parseJson } from "@/lib/text/parse-json";

/**
 * What a person has typed and not sent, for this tab: it survives a reload. Kept apart by person, because the next one to
 * sign in with this browser must not see it.
 */
const keyOf = (name: string) => `platewire.draft.${pageStatement().user}.${name}`;

export function readDraft<Schema extends z.core.$ZodType>(
  name: string,
  schema: Schema,
): z.output<Schema> | null {
  return parseJson(schema, readText("session", keyOf(name)) ?? "");
}

export function writeDraft(name: string, value: unknown): void {
  writeText("session", keyOf(name), JSON.stringify(value));
}

export function clearDraft(name: string): void {
  writeText("session", keyOf(name), "");
}
