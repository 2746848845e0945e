"use client";

import { Plates } from "@/components/shop/plate/plate";
import { cn } from "@/components/ui/cn";
import { useStoreStatus } from "@/hooks/stores/use-store-status";
import type { Glyph } from "@/lib/menu/model/glyphs";
import type { Tenant } from "@/lib/stores/model/schema";
import { takesOrders } from "@/lib/stores/model/status/status";
import { Cloth } from "./cloth/cloth";

export interface ShopClothProps {
  store: Tenant;
  /** The server's time (ms) when it rendered the page. */
  renderedAt: number;
  /** Without plates the cloth is a narrow band. */
  glyphs?: readonly Glyph[];
}

/** A restaurant's cloth from edge to edge, directly below the header. */
export function ShopCloth({ store, renderedAt, glyphs }: ShopClothProps) {
  const isOpen = takesOrders(useStoreStatus(store, renderedAt));
  const className = cn(
    "shop-cloth",
    glyphs === undefined ? "shop-cloth-low" : "shop-cloth-menu",
    !isOpen && "cloth-closed",
  );
  return (
    <Cloth look={store} className={className}>
      {glyphs !== undefined && (
        <div className="page-width relative h-full">
          <Plates glyphs={glyphs} />
        </div>
      )}
    </Cloth>
  );
}
