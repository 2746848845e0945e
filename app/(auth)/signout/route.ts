import * as z from "zod";
import { revokeAllSessions } from "@/lib/auth/credentials/sessions";
import { refuseOtherUser } from "@/lib/auth/server/refuse-other-user";
import { currentViewer } from "@/lib/auth/server/viewer";
import { signOutTo } from "@/lib/auth/sign-in/sign-in";
import { PAGE_USER } from "@/lib/http/page/statement";
import { logSecurity } from "@/lib/server/security-log";
import { endShiftsOfBrowser } from "@/lib/stores/server/devices/end-shifts-of-browser";
import { idSchema } from "@/lib/text/id";
import { acceptForm, seeOther } from "../_form/form";

const formSchema = z.object({
  everywhere: z.optional(z.literal("1")),
  [PAGE_USER]: z.optional(idSchema),
  device: z.optional(idSchema),
});

/**
 * Ends this browser's session, or with `everywhere=1` all of the person's, together with their streams, and the shifts of this
 * browser, which `device` names. A page that was rendered for another person ends nobody's.
 */
export async function POST(request: Request): Promise<Response> {
  const form = await acceptForm(request, formSchema);
  if (form instanceof Response) return form;
  const viewer = await currentViewer();
  if (viewer !== null && refuseOtherUser(viewer, form[PAGE_USER] ?? null) !== null)
    return seeOther("/settings?refused=other_user");
  if (form.everywhere === "1" && viewer !== null) {
    await revokeAllSessions(viewer.userId);
    logSecurity("signed_out", { user_id: viewer.userId, everywhere: true });
  }
  const next = await signOutTo("/");
  // Also with `everywhere`: the shifts of other browsers end against the will of those who work there, who are missed.
  if (viewer !== null && form.device !== undefined) await endShiftsOfBrowser(viewer, form.device);
  return seeOther(next);
}
