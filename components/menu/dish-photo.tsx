import { type Photo, srcSetOf } from "@/lib/menu/model/photo/photo";

interface DishPhotoProps {
  photo: Photo;
  /** The name of the dish. */
  name: string;
  /** The width at which it is shown, as CSS has it. */
  width: string;
  className?: string;
}

export function DishPhoto({ photo, name, width, className }: DishPhotoProps) {
  return (
    // biome-ignore lint/performance/noImgElement: the server has made its sizes already, when the photo was uploaded
    <img
      src={photo.url}
      srcSet={srcSetOf(photo)}
      sizes={width}
      width={photo.width}
      height={photo.height}
      alt={name}
      loading="lazy"
      decoding="async"
      className={className}
    />
  );
}
