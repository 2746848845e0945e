import { requireViewer } from "@/lib/auth/server/viewer";

/** Runs above the skeleton, so that signed-out visitors are redirected before anything is sent. */
export default async function CheckoutLayout({ params, children }: LayoutProps<"/[tenant]/checkout">) {
  await requireViewer(`/${(await params).tenant}/checkout`);
  return children;
}
