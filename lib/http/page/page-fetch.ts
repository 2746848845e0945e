import { readJsonText } from "@/lib/text/read-json";
import { reportPageNews } from "./news";
import { NOBODY, PAGE_BUILD, PAGE_USER, type PageStatement, SERVER_BUILD } from "./statement";

interface PageRequest {
  method?: "POST";
  signal: AbortSignal;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  keepalive?: boolean;
}

export interface PageAnswer {
  status: number;
  /** Undefined when the answer is not JSON. */
  body: unknown;
  /** True when the server is of the page's own build, or does not say. */
  isOfThisBuild: boolean;
}

export function stated(name: string): string {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
}

export function pageStatement(): PageStatement {
  return { user: stated(PAGE_USER), build: stated(PAGE_BUILD) };
}

/** The person for whom the page was rendered; null for a visitor. */
export function pageUser(): string | null {
  const { user } = pageStatement();
  return user === "" || user === NOBODY ? null : user;
}

/** Requests one of our own routes for this page, and reports what the answer says about the page. */
export async function pageFetch(path: string, request: PageRequest): Promise<PageAnswer> {
  const { user, build } = pageStatement();
  const response = await fetch(path, {
    ...request,
    cache: "no-store",
    headers: { Accept: "application/json", ...request.headers, [PAGE_USER]: user, [PAGE_BUILD]: build },
  });
  const isOfThisBuild = (response.headers.get(SERVER_BUILD) ?? build) === build;
  if (!isOfThisBuild) reportPageNews("new_version");
  if (response.status === 412) reportPageNews("other_user");
  return { status: response.status, body: readJsonText(await response.text()), isOfThisBuild };
}
