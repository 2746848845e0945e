import * as z from "zod/mini";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { type Quote, type QuoteRequest, quoteSchema } from "@/lib/menu/model/schema";

const TIMEOUT_MS = 12_000;

const quoteAnswer = z.object({ data: quoteSchema });

/** Rejects without an answer within 12 s. Sent as a request, because a server action ends with its deployment. */
export async function fetchQuote(request: QuoteRequest): Promise<Quote> {
  const { status, body } = await pageFetch("/api/quotes", {
    method: "POST",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  if (status !== 200) throw new Error(`The quote was answered with ${status}`);
  return quoteAnswer.parse(body).data;
}
