import { readJson } from "@/lib/http/rest";
import { MEDIA_TYPES, mediaTypeOf } from "@/lib/printing/model/paper/encode";
import { pollSchema } from "@/lib/printing/model/poll";
import { answerPoll } from "@/lib/printing/server/answer-poll";
import { confirmJob } from "@/lib/printing/server/confirm-job";
import { fetchJob } from "@/lib/printing/server/fetch-job";
import { answerPrinter, printerAnswer } from "@/lib/printing/server/printer-route";
import { idSchema } from "@/lib/text/id";

/** Star CloudPRNT: a printer polls (POST), fetches a ticket (GET) and confirms it (DELETE). See docs/api.md. */

type Context = RouteContext<"/api/print/[address]">;

const BODY_LIMIT_KB = 16;

const addressOf = async ({ params }: Context) => (await params).address;

/** Null: the printer does not name the job. Undefined: it names something that is no job. */
function jobOf(request: Request): string | null | undefined {
  const token = new URL(request.url).searchParams.get("token");
  return token === null || token === "" ? null : idSchema.safeParse(token).data;
}

const paramOf = (request: Request, name: string) => new URL(request.url).searchParams.get(name);

export const POST = async (request: Request, context: Context) =>
  answerPrinter(request, await addressOf(context), async (asking) => {
    const poll = await readJson(request, pollSchema, BODY_LIMIT_KB);
    if (!poll.ok) return poll.response;
    const job = await answerPoll(asking, poll.data);
    return printerAnswer(
      200,
      job === null ? { jobReady: false } : { jobReady: true, mediaTypes: MEDIA_TYPES, jobToken: job },
    );
  });

export const GET = async (request: Request, context: Context) =>
  answerPrinter(request, await addressOf(context), async ({ printer }) => {
    const type = mediaTypeOf(paramOf(request, "type"));
    if (type === null) return printerAnswer(415);
    const job = jobOf(request);
    const bytes = job === undefined ? null : await fetchJob(printer, job, type);
    if (bytes === null) return printerAnswer(404);
    const headers = {
      "Content-Type": type === "text/plain" ? `${type}; charset=utf-8` : type,
      "Cache-Control": "no-store",
      // For plain text. Our commands cut the paper themselves.
      "X-Star-Cut": "partial; feed=true",
    };
    return new Response(bytes, { headers });
  });

export const DELETE = async (request: Request, context: Context) =>
  answerPrinter(request, await addressOf(context), async ({ printer }) => {
    const job = jobOf(request);
    const isKnown = job !== undefined && (await confirmJob(printer, job, paramOf(request, "code")));
    return printerAnswer(isKnown ? 200 : 404);
  });
