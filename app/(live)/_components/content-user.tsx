import { statedUser } from "@/lib/auth/server/stated-user";
import { CONTENT_USER } from "@/lib/http/page/statement";

/** Belongs to each live page: states for whom its content was rendered. A navigation without a load keeps the layouts. */
export async function ContentUser() {
  return <meta name={CONTENT_USER} content={await statedUser()} />;
}
