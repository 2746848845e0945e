import { requireViewer } from "@/lib/auth/server/viewer";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function CheckoutLayout({ params, children }: LayoutProps<"/[tenant]/checkout">) {
  await requireViewer(`/${(await params).tenant}/checkout`);
  return children;
}
