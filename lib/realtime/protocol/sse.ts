/** https://html.spec.whatwg.org/multipage/server-sent-events.html */

const LINE_END = /\r\n|\r|\n/;

export function dataField(text: string): string {
  if (!LINE_END.test(text)) return `data: ${text}\n`;
  return text
    .split(LINE_END)
    .map((line) => `data: ${line}\n`)
    .join("");
}

/** Throws for a line end, which could forge fields or whole frames. */
function lineField(name: "event" | "id", value: string): string {
  if (LINE_END.test(value) || value.includes("\0"))
    throw new Error(`The ${name} of a frame must be one line`);
  return `${name}: ${value}\n`;
}

export function eventField(name: string): string {
  return lineField("event", name);
}

export function idField(id: string): string {
  return lineField("id", id);
}

export interface Frame {
  /** Visible to proxies, ignored by readers. */
  comment?: string;
  retryMs?: number;
  event?: string;
  data?: string;
  id?: string;
}

export function encodeFrame({ comment, retryMs, event, data, id }: Frame): string {
  let text = "";
  if (comment !== undefined) for (const line of comment.split(LINE_END)) text += `: ${line}\n`;
  if (retryMs !== undefined) text += `retry: ${Math.max(0, Math.round(retryMs))}\n`;
  if (event !== undefined) text += eventField(event);
  if (data !== undefined) text += dataField(data);
  if (id !== undefined) text += idField(id);
  return `${text}\n`;
}
