export const TEXT_LENGTH = 500;

/** Keeps the host of a web address: its path may be a push subscription, its query a token, its user a password. */
const WEB_ADDRESS = /\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#@]*@)*([^\s/?#"'<>@]+)[^\s"'<>]*/;
const MAIL_ADDRESS = /([^\s@<>"'(),;:]+@[^\s<>"'(),;:]+)/;
/** Longer than a word, and with a digit: a token, a key or an id. */
const SECRET = /(?=[\w+/=.-]*\d)[\w+/=-][\w+/=.-]{23,}/;
const PRIVATE = new RegExp(`${WEB_ADDRESS.source}|${MAIL_ADDRESS.source}|${SECRET.source}`, "gi");
/** drizzle's message repeats the statement with its values. */
const STATEMENT = /^Failed query:/;

type Group = string | undefined;

function withoutSecrets(text: string): string {
  return text.replace(PRIVATE, (_, scheme: Group, host: Group, mail: Group) => {
    if (scheme !== undefined) return `${scheme}${host ?? ""}/…`;
    return mail === undefined ? "[hidden]" : "[address]";
  });
}

/**
 * Returns the reason of a failure in words that admins may read: without people's e-mail addresses, the paths of web
 * addresses, tokens, or the values of a database statement. At most 500 characters.
 */
export function failureText(error: unknown): string {
  if (error instanceof Error && STATEMENT.test(error.message))
    return error.cause instanceof Error && error.cause !== error
      ? failureText(error.cause)
      : "A statement to the database failed";
  const text = error instanceof Error ? error.message : String(error);
  if (STATEMENT.test(text)) return "A statement to the database failed";
  return withoutSecrets(text.slice(0, 4 * TEXT_LENGTH)).slice(0, TEXT_LENGTH);
}
