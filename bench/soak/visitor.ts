import { Agent, type ClientRequest, get } from "node:http";
import * as z from "zod";
import { type ReadFrame, sseParser } from "../../test/support/sse-parser";
import type { Visits } from "./visitor-protocol";

/** Returns with its cursor half of the times. */

const place = z.looseObject({ channel: z.string(), offset: z.number().int() });

/** Leaving closes the connection. */
const agent = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

export class Visitor {
  #request: ClientRequest | undefined;
  #lastId = "";
  #offsets = new Map<string, number>();

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly visits: Visits,
  ) {}

  come({ resumes }: { resumes: boolean }, first: () => void): void {
    const isResumed = resumes && this.#lastId !== "";
    if (!isResumed) this.#offsets = new Map();
    const headers = {
      Authorization: `Bearer ${this.token}`,
      ...(isResumed && { "Last-Event-ID": this.#lastId }),
    };
    this.visits.opened += 1;
    if (isResumed) this.visits.resumed += 1;
    const parse = sseParser();
    this.#request = get(this.url, { agent, headers }, (response) => {
      if (response.statusCode !== 200) {
        this.visits.refused += 1;
        response.resume();
        return;
      }
      this.visits.open += 1;
      response.once("close", () => {
        this.visits.open -= 1;
      });
      response.on("error", () => undefined);
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        first();
        for (const frame of parse(text)) this.#read(frame);
      });
    });
    this.#request.on("error", () => undefined);
  }

  go(): void {
    this.#request?.destroy();
  }

  #read({ event, data, id }: ReadFrame): void {
    if (id !== "") this.#lastId = id;
    if (event === "connected" || event === "heartbeat" || event === "bye") return;
    const frame = place.safeParse(JSON.parse(data));
    if (!frame.success) return;
    const { channel, offset } = frame.data;
    const last = this.#offsets.get(channel);
    this.#offsets.set(channel, offset);
    if (event === "reset") {
      this.visits.resets += 1;
      return;
    }
    this.visits.received += 1;
    if (last !== undefined && offset !== last + 1) this.visits.gaps += 1;
  }
}
