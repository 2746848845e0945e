import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { BoardSkeleton } from "@/components/board/board-skeleton";
import { StoreFrame } from "@/components/board/frame/store-frame";
import { currentViewer, requireStaff } from "@/lib/auth/server/viewer";
import type { BoardRole } from "@/lib/board/model/steps";
import { getBoard } from "@/lib/orders/server/queries";
import { readPosition } from "@/lib/realtime/log/log";
import { channelName } from "@/lib/realtime/protocol/channel";
import { streamPosition } from "@/lib/server/stream-position";

export async function generateMetadata({ params }: LayoutProps<"/partner/[tenant]">): Promise<Metadata> {
  if ((await currentViewer()) === null) return {};
  const { tenant } = await requireStaff((await params).tenant);
  return { title: tenant.name };
}

/**
 * People who may not see the store are turned away before anything is sent; the board is streamed afterwards. The page
 * redirects signed-out visitors, because it knows its own path to return to.
 */
export default async function StoreLayout({ params, children }: LayoutProps<"/partner/[tenant]">) {
  const { tenant: slug } = await params;
  if ((await currentViewer()) === null) return children;
  await requireStaff(slug);
  return (
    <Suspense fallback={<BoardSkeleton />}>
      <LiveStore slug={slug}>{children}</LiveStore>
    </Suspense>
  );
}

async function LiveStore({ slug, children }: { slug: string; children: ReactNode }) {
  const { viewer, tenant } = await requireStaff(slug);
  await streamPosition();
  // Read before the board: later events come through the stream.
  const since = await readPosition([channelName.tenantOrders(tenant.id)]);
  const board = await getBoard(viewer, tenant.id);
  if (board === null) notFound();
  const roles: BoardRole[] = [
    ...(viewer.tenantIds.includes(tenant.id) ? ["partner" as const] : []),
    ...(viewer.isAdmin ? ["admin" as const] : []),
  ];
  return (
    <StoreFrame
      key={tenant.id}
      tenant={tenant}
      roles={roles}
      board={board}
      since={since}
      renderedAt={Date.now()}
    >
      {children}
    </StoreFrame>
  );
}
