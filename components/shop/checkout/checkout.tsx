"use client";

import { ShoppingBasket } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { NotTakingOrders } from "@/components/shop/not-taking-orders";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Banner } from "@/components/ui/feedback/banner";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { clearDraft, readDraft, writeDraft } from "@/hooks/browser/drafts";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useHydrated } from "@/hooks/browser/use-hydrated";
import { keepUnpaidCart, unpaidOrderOf } from "@/hooks/payments/unpaid-cart";
import { useCart } from "@/hooks/shop/use-cart";
import { useDeliveryPlace } from "@/hooks/shop/use-delivery-place";
import { useExtras } from "@/hooks/shop/use-extras";
import { useFeeOfPlace } from "@/hooks/shop/use-fee-of-place";
import { useOrderingHalt } from "@/hooks/shop/use-ordering-halt";
import { type PlaceOutcome, usePlaceOrder } from "@/hooks/shop/use-place-order";
import { useQuote } from "@/hooks/shop/use-quote";
import { useQuoteEvents } from "@/hooks/shop/use-quote-events";
import { useQuoteUntil } from "@/hooks/shop/use-quote-until";
import { browserStorage } from "@/lib/cart/client/browser-storage";
import {
  fieldOfPath,
  readCheckoutForm,
  typedBefore,
  typedIn,
  typedSchema,
} from "@/lib/cart/model/checkout-form";
import { acceptQuote, isQuoteOf } from "@/lib/cart/model/differences";
import { readLastDelivery, saveLastDelivery } from "@/lib/cart/model/last-delivery";
import { cartTotal, toOrderItems } from "@/lib/cart/model/lines";
import type { Place } from "@/lib/geo/model/place";
import { serverNow } from "@/lib/realtime/client/server-clock";
import type { Tenant } from "@/lib/stores/model/schema";
import { doesReach } from "@/lib/stores/model/zones/area";
import { formatMoney } from "@/lib/text/format";
import { CheckoutChanges } from "./checkout-changes";
import { CheckoutLines } from "./checkout-lines";
import { CheckoutProblem } from "./checkout-problem";
import { CheckoutSkeleton } from "./checkout-skeleton";
import { DeliveryFields, type Faults } from "./delivery-fields";
import { DeliveryPlacePart } from "./delivery-place";
import { TipChoice } from "./tip-choice";
import { VoucherField } from "./voucher-field";

export interface CheckoutProps {
  tenant: Tenant;
  userId: string;
  takesCards: boolean;
}

/** The id of what says why nobody can order. */
const HALT = "ordering-halt";

const draftOf = (tenantId: string) => `checkout.${tenantId}`;

/** Returns what was typed here before a reload, or the last delivery. */
function beginWith(tenantId: string, userId: string) {
  const last = readLastDelivery(browserStorage(), userId);
  return readDraft(draftOf(tenantId), typedSchema) ?? (last === null ? {} : typedBefore(last));
}

/** Only in the browser, which has the cart and what was typed before. */
export function Checkout(props: CheckoutProps) {
  return useHydrated() ? <HydratedCheckout {...props} /> : <CheckoutSkeleton />;
}

/** Places one order, however often the button is pressed. */
function HydratedCheckout({ tenant, userId, takesCards }: CheckoutProps) {
  const t = useTranslations("shop.checkout");
  const voucherWords = useTranslations("money.voucher");
  const announce = useAnnounce();
  const router = useRouter();
  const { cart, update, clear, renewKey } = useCart(tenant.id);
  const [begun] = useState(() => beginWith(tenant.id, userId));
  const [doesAsk, setAsk] = useState(tenant.delivery_by !== "store");
  const found = useDeliveryPlace(begun, doesAsk);
  const { place: there } = found;
  const tipTo = tenant.delivery_by === "store" ? "kitchen" : "rider";
  const added = useExtras(tipTo);
  const { quote, quotedAt, hasFailed, isFetching, refetch, setQuote } = useQuote(
    tenant.id,
    cart,
    there,
    added.extras,
  );
  useQuoteEvents(tenant.id, cart, refetch);
  useQuoteUntil(quote, quotedAt, refetch);
  const { place, isPending } = usePlaceOrder();
  const halted = useOrderingHalt(tenant.time_zone);
  const [faults, setFaults] = useState<Faults>({});
  const [outcome, setOutcome] = useState<PlaceOutcome | null>(null);
  // An order without an answer may have been placed: the same press again brings it, whatever has stopped since.
  const halt = outcome?.kind === "unreachable" ? null : halted;
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);

  const current = quote !== undefined && cart !== null && isQuoteOf(cart, quote) ? quote : null;
  added.follow(current);
  const isPriced = current !== null && added.isPriced(current);
  const voucher = added.refused ?? (isPriced ? current.voucher : null);
  const isVoucherRefused = isPriced && current.voucher !== null && current.voucher.problem !== null;
  const changes = useFeeOfPlace(cart, current, there, update);
  // Its fee depends on the address: it is looked up from now on.
  if (!doesAsk && current !== null && current.area.kind !== "everywhere") setAsk(true);

  // A refusal says the same, and would still stand there when ordering goes on.
  if (halt !== null && (outcome?.kind === "refused" || outcome?.kind === "changed")) setOutcome(null);

  if (cart === null) return <CheckoutSkeleton />;
  const isPlaced = outcome?.kind === "placed";
  if (cart.lines.length === 0 && !isPlaced)
    return (
      <EmptyState
        icon={<ShoppingBasket />}
        title={t("empty_title")}
        actions={
          <ButtonLink href={`/${tenant.slug}`} variant="go" size="lg">
            {t("back")}
          </ButtonLink>
        }
      >
        {t("empty_body")}
      </EmptyState>
    );

  const unpaid = unpaidOrderOf(tenant.id, cart);
  const missing = current === null ? 0 : current.minimum_order - current.items_total;
  const isReady =
    halt === null &&
    current?.can_order === true &&
    isPriced &&
    !isVoucherRefused &&
    added.isTipValid &&
    changes.length === 0 &&
    !isPlaced;
  // One element takes the focus: while nobody can order, the one that says so.
  const remark = halt === null ? notice : undefined;
  const isReached = current === null || doesReach(current.area);
  const total = formatMoney(current?.total ?? 0, tenant.currency);

  function label(): string {
    if (isPending || isPlaced) return t("placing");
    if (halt !== null) return t("halted");
    if (current === null || !isPriced) return t("asking");
    if (!added.isTipValid) return t("tip_first");
    if (isVoucherRefused) return voucherWords("first");
    if (current.area.kind === "unknown") return t("place_first");
    if (current.area.kind === "outside") return t("outside");
    return changes.length > 0 ? t("accept_first") : t("place", { total });
  }

  /** Runs after the next paint, when newly rendered elements can be focused. */
  function focusOn(find: () => HTMLElement | null | undefined) {
    requestAnimationFrame(() => find()?.focus());
  }

  function showFaults(named: Faults) {
    setFaults(named);
    announce(t("faults", { count: Object.keys(named).length }));
    focusOn(() => form.current?.querySelector<HTMLElement>("[aria-invalid]"));
  }

  function putPin(pin: Place) {
    found.setPin(pin);
    announce(t("pin_put"));
    // The hidden fields have it only after the next paint.
    const typed = form.current === null ? {} : typedIn(new FormData(form.current));
    writeDraft(draftOf(tenant.id), { ...typed, lat: String(pin.lat), lng: String(pin.lng) });
  }

  function accept() {
    if (current === null) return;
    update((filled) => acceptQuote(filled, current));
    setOutcome(null);
    announce(t("accepted", { total }));
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (cart === null || current === null || isPending || isPlaced) return;
    const read = readCheckoutForm(new FormData(event.currentTarget));
    // Where nothing is typed yet, the address is what is missing.
    if (!isReady && (halt !== null || read.ok || current.area.kind !== "unknown"))
      return focusOn(() => notice.current);
    if (!read.ok)
      return showFaults(Object.fromEntries(read.faults.map((field) => [field, t(`fault.${field}`)])));
    setFaults({});
    // What a directory knows is looked up again by the server: a second try is the same request, whether or not it is known by then.
    const delivery = { ...read.delivery, address: { ...read.delivery.address, ...found.pin } };
    saveLastDelivery(browserStorage(), userId, delivery);

    const result = await place(
      {
        tenant_id: tenant.id,
        items: toOrderItems(cart),
        ...delivery,
        ...added.extras,
        note: read.note,
        if_sold_out: read.if_sold_out,
        expected_total: current.total,
      },
      cart.key,
    );
    if (result === null) return;
    setOutcome(result);
    if (result.kind === "placed") {
      clearDraft(draftOf(tenant.id));
      router.push(`/orders/${result.order.id}`);
      // Until it is paid, the cart stays: it is what the person begins with again when the payment does not work.
      if (result.order.payment?.placed_at === null) {
        keepUnpaidCart(tenant.id, result.order.id, cart);
        // Whoever comes back and changes the cart makes another order of it.
        renewKey();
        return announce(t("pay_next"));
      }
      announce(t("placed", { code: result.order.order_code }));
      clear();
      return;
    }
    if (result.kind === "changed") setQuote(result.quote);
    if (result.kind === "invalid") {
      const named = Object.entries(result.fieldErrors).flatMap(([path, problem]) => {
        const field = fieldOfPath(path);
        return field === null ? [] : [[field, problem] as const];
      });
      if (named.length > 0) return showFaults(Object.fromEntries(named));
    }
    focusOn(() => notice.current);
  }

  return (
    <form
      ref={form}
      noValidate
      onInput={(event) => {
        const typed = typedIn(new FormData(event.currentTarget));
        writeDraft(draftOf(tenant.id), typed);
        found.setTyped(typed);
      }}
      onSubmit={(event) => void submit(event)}
      className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]"
    >
      <div className="grid grid-cols-1 gap-4">
        <DeliveryFields
          typed={begun}
          takesCards={takesCards}
          faults={faults}
          total={total}
          place={
            (doesAsk || found.pin !== null) && (
              <DeliveryPlacePart
                ref={isReached ? undefined : remark}
                tenant={tenant}
                found={found}
                quote={current}
                onPin={putPin}
              />
            )
          }
        />
        <TipChoice
          itemsTotal={cartTotal(cart)}
          currency={tenant.currency}
          to={tipTo}
          onChange={added.setTip}
        />
        <VoucherField
          store={tenant.name}
          applied={added.code}
          voucher={voucher}
          quote={current}
          onApply={added.apply}
        />
      </div>
      <div className="grid grid-cols-1 gap-4 lg:sticky lg:top-4">
        <CheckoutLines cart={cart} tenant={tenant} quote={current} changes={changes} />
        {halt !== null && !isPlaced && (
          <Banner ref={notice} id={HALT} tabIndex={-1} tone="warn" title={halt.happened}>
            {halt.todo}
          </Banner>
        )}
        {changes.length > 0 && current !== null && (
          <CheckoutChanges
            ref={remark}
            changes={changes}
            currency={tenant.currency}
            total={current.total}
            onAccept={accept}
          />
        )}
        {changes.length === 0 && current !== null && !current.is_open && (
          <NotTakingOrders ref={remark} store={tenant} status={current.status} now={serverNow()} />
        )}
        {changes.length === 0 && current?.is_open === true && isReached && missing > 0 && (
          <Banner ref={remark} tabIndex={-1} tone="warn">
            {t("below_minimum", {
              amount: formatMoney(missing, tenant.currency),
              minimum: formatMoney(current.minimum_order, tenant.currency),
            })}
          </Banner>
        )}
        {unpaid !== null && !isPlaced && (
          <Banner
            tone="warn"
            title={t("unpaid_title")}
            actions={<ButtonLink href={`/orders/${unpaid}`}>{t("unpaid_pay")}</ButtonLink>}
          >
            {t("unpaid")}
          </Banner>
        )}
        {hasFailed && (
          <Banner tone="danger" title={t("quote_failed_title")}>
            <p className="mb-2.5">{t("quote_failed_body")}</p>
            <Button pending={isFetching} onClick={refetch}>
              {t("ask_again")}
            </Button>
          </Banner>
        )}
        {outcome !== null && (isReady || outcome.kind !== "changed") && (
          <CheckoutProblem
            ref={isReady ? notice : undefined}
            outcome={outcome}
            path={`/${tenant.slug}/checkout`}
            onOrderAgain={() => {
              renewKey();
              setOutcome(null);
            }}
          />
        )}
        <Button
          type="submit"
          variant={isReady || isPlaced ? "go" : "outline"}
          size="lg"
          className="w-full"
          pending={isPending || isPlaced}
          aria-describedby={halt === null ? undefined : HALT}
          aria-disabled={!isReady || isPending || isPlaced || undefined}
        >
          {label()}
        </Button>
      </div>
    </form>
  );
}
