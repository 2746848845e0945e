import { requireViewer } from "@/lib/auth/server/viewer";

/** Above the skeleton: who has to sign in is sent there before anything is. */
export default async function CheckoutLayout({ params, children }: LayoutProps<"/[tenant]/checkout">) {
  await requireViewer(`/${(await params).tenant}/checkout`);
  return children;
}
