import "server-only";
import { clientAddress } from "@/lib/http/client-address";
import { countAgainst } from "@/lib/limits/limits";
import { logger } from "@/lib/server/logger";
import { type AskingPrinter, findPrinter, isPrinterSecret } from "./find-printer";

const HEADERS = { "Cache-Control": "no-store" };

export const printerAnswer = (status: number, body?: unknown) =>
  body === undefined
    ? new Response(null, { status, headers: HEADERS })
    : Response.json(body, { status, headers: HEADERS });

/**
 * Handles a request of a printer. Its address is its credential, so neither the address nor an error that could hold it is
 * logged, unlike in other routes. An unknown address is answered with 404, and counted against the client: texts that
 * anybody can think of must not fill the counts.
 */
export async function answerPrinter(
  request: Request,
  secret: string,
  handle: (asking: AskingPrinter) => Promise<Response>,
): Promise<Response> {
  if (!isPrinterSecret(secret)) return printerAnswer(404);
  let printerId: string | null = null;
  try {
    const asking = await findPrinter(secret);
    printerId = asking?.printer.id ?? null;
    const counted = await countAgainst("printer", printerId ?? `unknown ${clientAddress(request)}`);
    if (!counted.ok) {
      const response = printerAnswer(429);
      response.headers.set("Retry-After", String(counted.retryAfterSeconds));
      return response;
    }
    if (asking === null) return printerAnswer(404);
    return await handle(asking);
  } catch (error) {
    logger.error({ error, printer_id: printerId }, "A printer's request failed");
    return printerAnswer(500);
  }
}
