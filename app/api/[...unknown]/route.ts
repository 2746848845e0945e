import { refuse } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";

/** Without it, programs would get the page "not found" as HTML. */
function answer(): Response {
  return refuse(404, [errorText("not_found")]);
}

export { answer as DELETE, answer as GET, answer as HEAD, answer as PATCH, answer as POST, answer as PUT };
