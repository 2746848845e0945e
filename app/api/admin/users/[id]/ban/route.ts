import { commandRoute, Refused } from "@/lib/http/command-route";
import { ok } from "@/lib/http/rest";
import { banReasonSchema } from "@/lib/platform/model/people";
import { banUserCommand, liftBanCommand, personGone } from "@/lib/platform/server/people/ban";
import { idSchema } from "@/lib/text/id";

type Context = RouteContext<"/api/admin/users/[id]/ban">;

const shared = {
  body: banReasonSchema,
  reads: { answer: null, current: null },
  input: async ({ reason }: { reason: string }, _: unknown, { params }: Context) => {
    const { data: user_id } = idSchema.safeParse((await params).id);
    return user_id === undefined ? new Refused(personGone()) : { user_id, reason };
  },
  respond: (state: unknown) => ok(state),
  current: (none: never) => none,
};

export const POST = commandRoute(banUserCommand, shared);

export const DELETE = commandRoute(liftBanCommand, shared);
