import { DishPhoto } from "@/components/menu/dish-photo";
import { Plate } from "@/components/shop/plate/plate";
import type { Glyph } from "@/lib/menu/model/glyphs";
import type { MenuItem } from "@/lib/menu/model/schema";

interface DishPlateProps {
  item: MenuItem;
  /** Drawn when the dish has no photo. */
  glyph: Glyph;
  /** The width of the plate, as CSS has it. */
  width: string;
}

export function DishPlate({ item, glyph, width }: DishPlateProps) {
  return (
    <Plate glyph={glyph}>
      {item.photo !== null && <DishPhoto photo={item.photo} name={item.name} width={width} />}
    </Plate>
  );
}
