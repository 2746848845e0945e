import type { StaticImageData } from "next/image";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import type { Glyph } from "@/lib/menu/model/glyphs";
import sheet from "./glyphs.svg";
import "./plate.css";

const { src }: StaticImageData = sheet;

export interface PlateProps {
  glyph: Glyph;
  className?: string;
  /** A photo takes the drawing's place. */
  children?: ReactNode;
}

/** The drawing is a decoration: the dish's name stands beside it. The drawings are one file, which the browser keeps. */
export function Plate({ glyph, className, children }: PlateProps) {
  return (
    <span data-slot="plate" className={cn("plate", className)}>
      {children || (
        <svg viewBox="0 0 48 48" focusable="false" aria-hidden="true">
          <use href={`${src}#${glyph}`} />
        </svg>
      )}
    </span>
  );
}

/** The last one is in front. */
export function Plates({ glyphs, className }: { glyphs: readonly Glyph[]; className?: string }) {
  return (
    <span aria-hidden="true" className={cn("plates", className)}>
      {glyphs.map((glyph) => (
        <Plate key={glyph} glyph={glyph} />
      ))}
    </span>
  );
}
