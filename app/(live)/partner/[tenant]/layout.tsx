import { notFound } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { BoardSkeleton } from "@/components/board/board-skeleton";
import { StoreBar } from "@/components/board/frame/store-bar";
import { StoreFrame } from "@/components/board/frame/store-frame";
import { PlatformPause } from "@/components/stores/platform-pause";
import { mayManage } from "@/lib/auth/model/staff";
import { currentViewer, type Viewer } from "@/lib/auth/server/viewer";
import type { BoardRole } from "@/lib/board/model/steps";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { getBoard } from "@/lib/orders/server/queries";
import { readLive } from "@/lib/server/read-live";
import { readPause } from "@/lib/stores/server/admin/list-stores";
import { readTenant, requireStaff } from "@/lib/stores/server/queries";

/** Checks rights before anything is sent. The page redirects visitors, because it knows the path to return to. */
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
  const { viewer, tenant: known } = await requireStaff(slug);
  const { data, since } = await readLive(
    async () => ({ board: await getBoard(viewer, known.id), tenant: await readTenant(slug) }),
    [tenantOrdersChannel.name(known.id)],
  );
  const { board, tenant } = data;
  if (board === null || tenant === null) notFound();
  const renderedAt = Date.now();
  const roles: BoardRole[] = [
    ...(viewer.tenantIds.includes(tenant.id) ? ["partner" as const] : []),
    ...(viewer.isAdmin ? ["admin" as const] : []),
  ];
  return (
    <StoreFrame
      key={tenant.id}
      tenant={tenant}
      roles={roles}
      mayManage={mayManage(viewer, tenant.id)}
      board={board}
      since={since}
      renderedAt={renderedAt}
      bar={<StoreBar tenant={tenant} renderedAt={renderedAt} hasOthers={viewer.tenantIds.length > 1} />}
    >
      {tenant.intake.cause === "platform" && (
        <Suspense fallback={null}>
          <PauseOfStore viewer={viewer} tenantId={tenant.id} />
        </Suspense>
      )}
      {children}
    </StoreFrame>
  );
}

async function PauseOfStore({ viewer, tenantId }: { viewer: Viewer; tenantId: string }) {
  const pause = await readPause(viewer, tenantId);
  return pause === null ? null : <PlatformPause reason={pause.reason} />;
}
