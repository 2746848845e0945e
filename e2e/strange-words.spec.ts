import { expect } from "@playwright/test";
import { Board } from "./pages/board";
import { OrderPage } from "./pages/customer";
import { ADDRESS } from "./support/rest-client";
import { hasNoSidewaysScroll } from "./support/sideways-scroll";
import { test } from "./support/test";

const NOTES = {
  "HTML and a script":
    '<img src=x onerror="document.title=1"><script>document.title=2</script><b>bold</b> &amp;',
  emoji: "Bitte klingeln 🛎️👩🏽‍🍳🏳️‍🌈 zweimal",
  "right-to-left text": "بدون بصل من فضلك، الطابق 3 — בלי בצל",
  "five hundred letters without a space": "W".repeat(500),
};

for (const [kind, note] of Object.entries(NOTES))
  test(`a note of ${kind} is plain text on board, order page and history, and fits a phone`, async ({
    visit,
    rest,
  }) => {
    const order = await (await rest("omar@demo.test")).order("sushi-bar", ["Dragon roll"], {
      note,
      address: { ...ADDRESS, note: note.slice(0, 200) },
    });
    const viewport = { width: 390, height: 844 };
    const customer = new OrderPage(await visit("omar@demo.test", `/orders/${order.id}`, { viewport }));
    const board = new Board(await visit("ana@demo.test", "/partner/sushi-bar", { viewport }));
    const record = await visit("ana@demo.test", `/partner/sushi-bar/history/${order.id}`, { viewport });

    const receipt = customer.page.getByRole("region", { name: "What you ordered" });
    await expect(receipt.getByText(note, { exact: true })).toBeVisible();
    await expect(board.ticketIn("New", order.order_code)).toContainText(note);
    await expect(record.getByRole("definition").filter({ hasText: `“${note}”` })).toBeVisible();
    for (const page of [customer.page, board.page, record]) {
      await expect(page.locator("img, b:text-is('bold')")).toHaveCount(0);
      await expect(page).toHaveTitle(/Platewire/);
      await hasNoSidewaysScroll(page);
    }
  });
