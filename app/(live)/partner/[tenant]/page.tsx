import type { Metadata } from "next";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { BoardScreen } from "@/components/board/board-screen";
import { KeyHints } from "@/components/board/key-hints";
import { NoOrdersYet } from "@/components/board/no-orders-yet";
import { listDishCategories } from "@/lib/menu/server/dish-categories";
import { requireStaff } from "@/lib/stores/server/queries";

type Props = PageProps<"/partner/[tenant]">;

/** In the page: a layout's title without a template would take the root's template from all pages below it. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await requireStaff((await params).tenant);
  return { title: tenant.name };
}

export default async function BoardPage({ params }: Props) {
  const { tenant } = await requireStaff((await params).tenant);
  return (
    <>
      <ContentUser />
      <BoardScreen
        stations={await listDishCategories(tenant.id)}
        keyHints={<KeyHints />}
        empty={<NoOrdersYet />}
      />
    </>
  );
}
