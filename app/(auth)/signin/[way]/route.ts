import * as z from "zod";
import { internalPath } from "@/lib/auth/internal-path";
import { originOf } from "@/lib/auth/origin";
import { signInWith, waySchema } from "@/lib/auth/sign-in";
import { acceptForm, seeOther } from "../../_form/form";

const formSchema = z.object({
  email: z.string().max(320).optional(),
  callbackUrl: z.string().optional(),
});

/** What the sign-in page's forms are sent to: `/signin/email`, `/signin/google`, `/signin/demo`. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ way: string }> },
): Promise<Response> {
  const way = waySchema.safeParse((await params).way);
  if (!way.success) return new Response("Not found", { status: 404 });
  const form = await acceptForm(request, formSchema);
  if (form instanceof Response) return form;
  const callbackUrl = internalPath(form.callbackUrl, "/", originOf(request.headers));
  return seeOther(await signInWith(way.data, { email: form.email ?? "", callbackUrl }));
}
