import * as z from "zod/mini";
import { reportPageNews } from "@/lib/http/page/news";
import { pageStatement } from "@/lib/http/page/read-statement";
import { PAGE_BUILD, PAGE_USER, SERVER_BUILD } from "@/lib/http/page/statement";
import { type MenuItem, menuItemSchema } from "@/lib/menu/model/schema";
import { shortTextSchema } from "@/lib/text/bounded";
import { readJsonText } from "@/lib/text/read-json";

/** Longest time (ms) without a byte sent, and for the answer once all are sent. */
const STALLED_MS = 30_000;
const ANSWER_MS = 60_000;

const stored = z.object({ data: menuItemSchema });
const refused = z.object({ errors: z.array(shortTextSchema).check(z.minLength(1), z.maxLength(20)) });

export type PhotoAnswer =
  | { kind: "stored"; item: MenuItem }
  /** The same file may be accepted later, unless `isFinal`. */
  | { kind: "refused"; message: string; isFinal: boolean }
  | { kind: "no_answer" }
  | { kind: "cancelled" };

interface Upload {
  slug: string;
  itemId: string;
  file: Blob;
  signal: AbortSignal;
  /** 0 to 1. At 1 the server has all of it, and is working on it. */
  onProgress(share: number): void;
}

function answerOf(request: XMLHttpRequest): PhotoAnswer {
  const { build } = pageStatement();
  if ((request.getResponseHeader(SERVER_BUILD) ?? build) !== build) reportPageNews("new_version");
  if (request.status === 412) reportPageNews("other_user");
  const body = readJsonText(request.responseText);
  const { data: success } = stored.safeParse(body);
  if (request.status === 200 && success !== undefined) return { kind: "stored", item: success.data };
  const { data: refusal } = refused.safeParse(body);
  const message = refusal?.errors[0];
  if (message === undefined) return { kind: "no_answer" };
  return { kind: "refused", message, isFinal: request.status < 429 };
}

/** Sends a photo of a dish. Uses XMLHttpRequest, because fetch does not report how much of a body has been sent. */
export function uploadPhoto({ slug, itemId, file, signal, onProgress }: Upload): Promise<PhotoAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const { user, build } = pageStatement();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const giveUpAfter = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), ms);
    };
    const settle = (answer: PhotoAnswer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      giveUpAfter(STALLED_MS);
      if (total > 0) onProgress(Math.min(loaded / total, 1));
    };
    request.upload.onload = () => {
      giveUpAfter(ANSWER_MS);
      onProgress(1);
    };
    request.onload = () => settle(answerOf(request));
    request.onerror = () => settle({ kind: "no_answer" });
    request.onabort = () => settle({ kind: signal.aborted ? "cancelled" : "no_answer" });
    if (signal.aborted) return settle({ kind: "cancelled" });
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", `/api/tenants/${encodeURIComponent(slug)}/menu/items/${itemId}/photo`);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", file.type === "" ? "application/octet-stream" : file.type);
    request.setRequestHeader(PAGE_USER, user);
    request.setRequestHeader(PAGE_BUILD, build);
    giveUpAfter(STALLED_MS);
    request.send(file);
  });
}
