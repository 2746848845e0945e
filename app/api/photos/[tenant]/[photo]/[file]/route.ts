import { refuse, route } from "@/lib/http/rest";
import { isPhotoFile } from "@/lib/menu/server/photos/photo-files";
import { PHOTO_HEADERS } from "@/lib/menu/server/photos/photo-headers";
import { photoStorage } from "@/lib/menu/server/photos/storage/choose-storage";
import { errorText } from "@/lib/text/error-text";

/** Menus are public, and so are their photos. The policy that permits no script is that of all of /api: next.config.ts. */
export const GET = route(
  async (_request, { params }: RouteContext<"/api/photos/[tenant]/[photo]/[file]">) => {
    const { tenant, photo, file } = await params;
    const name = `${tenant}/${photo}/${file}`;
    const bytes = isPhotoFile(name) ? await photoStorage()?.read?.(name) : null;
    return bytes ? new Response(bytes, { headers: PHOTO_HEADERS }) : refuse(404, [errorText("photo.gone")]);
  },
);
