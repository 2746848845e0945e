import { requireViewer } from "@/lib/auth/server/viewer";

export default async function SettingsLayout({ children }: LayoutProps<"/settings">) {
  await requireViewer("/settings");
  return children;
}
