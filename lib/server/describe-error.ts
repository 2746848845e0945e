import "server-only";

/** What the log holds about an error: never its message, which may quote what somebody sent. */
export interface ErrorDescription {
  class: string;
  code?: string;
  constraint?: string;
  statement?: string;
  /** The first frames of the stack. */
  at?: string[];
  cause?: ErrorDescription;
  errors?: ErrorDescription[];
}

const FRAMES = 8;
const FRAME_LENGTH = 200;
const ERRORS = 3;
const DEPTH = 3;
const FRAME = /^ {4}at .*(:\d+:\d+\)?|<anonymous>\)?|native\)?)$/;
/** Codes and names are words of a program, not of a person. */
const WORD = /^[\w.$:-]{1,64}$/;
const STATEMENT = /^[\w\s"'.,*()=$-]{1,80}$/;

function wordOf(error: object, name: string, shape: RegExp): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" && shape.test(value) ? value : undefined;
}

function framesOf({ stack, message }: Error): string[] {
  // The stack begins with the message, which may itself contain lines that look like frames.
  const text = stack ?? "";
  const begin = text.indexOf(message);
  return text
    .slice(begin === -1 ? 0 : begin + message.length)
    .split("\n")
    .filter((line) => FRAME.test(line))
    .slice(0, FRAMES)
    .map((line) => line.trim().slice(0, FRAME_LENGTH));
}

export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { class: typeof error };
  const described: ErrorDescription = { class: wordOf(error, "name", WORD) ?? "Error" };
  const [code, constraint] = [wordOf(error, "code", WORD), wordOf(error, "constraint", WORD)];
  const statement = wordOf(error, "statement", STATEMENT);
  if (code !== undefined) described.code = code;
  if (constraint !== undefined) described.constraint = constraint;
  if (statement !== undefined) described.statement = statement;
  const at = framesOf(error);
  if (at.length > 0) described.at = at;
  if (depth === DEPTH) return described;
  if (error.cause !== undefined) described.cause = describeError(error.cause, depth + 1);
  if (error instanceof AggregateError)
    described.errors = error.errors.slice(0, ERRORS).map((one: unknown) => describeError(one, depth + 1));
  return described;
}
