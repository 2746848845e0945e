import * as z from "zod";
import { revokeAllSessions } from "@/lib/auth/credentials/sessions";
import { currentViewer } from "@/lib/auth/server/viewer";
import { signOutTo } from "@/lib/auth/sign-in/sign-in";
import { logSecurity } from "@/lib/server/security-log";
import { acceptForm, seeOther } from "../_form/form";

const formSchema = z.object({ everywhere: z.literal("1").optional() });

/** Ends this browser's session, or with `everywhere=1` all of the person's, together with their streams. */
export async function POST(request: Request): Promise<Response> {
  const form = await acceptForm(request, formSchema);
  if (form instanceof Response) return form;
  if (form.everywhere === "1") {
    const viewer = await currentViewer();
    if (viewer !== null) {
      await revokeAllSessions(viewer.userId);
      logSecurity("signed_out", { user_id: viewer.userId, everywhere: true });
    }
  }
  return seeOther(await signOutTo("/"));
}
