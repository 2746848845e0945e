import "server-only";
import { createTranslator } from "next-intl";
import states from "@/messages/en/states.json";
import type { StateName } from "./state-name";

const t = createTranslator({ locale: "en", messages: { states }, namespace: "states" });

/** Says what happened and what to do about it. Works without a request, because jobs use it, too. */
export function stateText(state: StateName, values: Record<string, string | number> = {}): string {
  return `${t(`${state}.happened`, values)}. ${t(`${state}.todo`, values)}`;
}
