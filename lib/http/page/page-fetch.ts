import { readJsonText } from "@/lib/text/read-json";
import { reportPageNews } from "./news";
import { pageStatement } from "./read-statement";
import { PAGE_BUILD, PAGE_USER, SERVER_BUILD } from "./statement";

interface PageRequest {
  method?: "POST";
  signal: AbortSignal;
  headers?: Readonly<Record<string, string>>;
  body?: string | Blob;
  keepalive?: boolean;
}

export interface PageAnswer {
  status: number;
  /** Undefined when the answer is not JSON. */
  body: unknown;
  /** True when the server is of the page's own build, or does not say. */
  isOfThisBuild: boolean;
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
