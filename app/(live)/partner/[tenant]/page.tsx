import { BoardScreen } from "@/components/board/board-screen";
import { requireStaff } from "@/lib/stores/server/queries";

/** The layout has read the board and keeps it live; this page shows it. */
export default async function BoardPage({ params }: PageProps<"/partner/[tenant]">) {
  await requireStaff((await params).tenant);
  return <BoardScreen />;
}
