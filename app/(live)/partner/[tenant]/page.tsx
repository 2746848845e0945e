import { BoardScreen } from "@/components/board/board-screen";
import { requireStaff } from "@/lib/stores/server/queries";

export default async function BoardPage({ params }: PageProps<"/partner/[tenant]">) {
  await requireStaff((await params).tenant);
  return <BoardScreen />;
}
