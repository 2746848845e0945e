import "server-only";
import { createTranslator } from "next-intl";
import admin from "@/messages/en/admin.json";

/** Works without a request, because jobs run outside one. */
const words = createTranslator({ locale: "en", messages: { admin }, namespace: "admin.jobs.progress" });

export interface Progress {
  /** 0 to 100; null when the total is not known. 100 only when everything is done. */
  readonly progress: number | null;
  readonly message: string;
}

/** Says how many of `total` items are done, or how many so far. The percentage is never more than what is done. */
export function progressOf(done: number, total?: number): Progress {
  if (total === undefined || total <= 0) return { progress: null, message: words("so_far", { done }) };
  const within = Math.min(Math.max(done, 0), total);
  return {
    progress: Math.floor((within / total) * 100),
    message: words("of", { done: within, total }),
  };
}
