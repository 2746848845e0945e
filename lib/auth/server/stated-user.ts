import "server-only";
import { NOBODY } from "@/lib/http/page/statement";
import { currentViewer } from "./viewer";

/** For whom this request renders. */
export async function statedUser(): Promise<string> {
  return (await currentViewer())?.userId ?? NOBODY;
}
