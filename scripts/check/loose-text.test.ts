import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findLooseText } from "./loose-text";

/** Here `children` are whole pages, which are elements. */
const FRAMES = /\/layout\.tsx$|^components\/providers\.tsx$|^components\/ui\/feedback\/live-region\.tsx$/;
/** Decides which of its children need an element. */
const MECHANISM = "components/ui/words.tsx";

const files = globSync("{app,components,hooks}/**/*.tsx").filter(
  (path) => !path.endsWith(".test.tsx") && path !== MECHANISM,
);

describe("a browser can translate", () => {
  test.each(files)("%s, since each of its texts is alone in its element", (path) => {
    expect(findLooseText(readFileSync(path, "utf8"), { mayHoldPages: FRAMES.test(path) })).toEqual([]);
  });
});

const component = (returned: string) =>
  `export function Card({ order, children, isLate }) { return ${returned}; }`;

test.each([
  "<p>{isLate && <b />}{order.name}</p>",
  "<p><b />later</p>",
  "<p>{order.city}, {order.street}</p>",
  '<p>{t("to")} <b>you</b></p>',
  "<p><b>1</b> <b>2</b></p>",
  "<button>{isLate && <Spinner />}{children}</button>",
  "<Button><Plus />{t('add')}</Button>",
  "<>{t('add')}</>",
  "<><b />{order.count}</>",
  "<p>{order.notes.map((note) => note)}</p>",
  "<p>{order.notes.map((note) => { if (isLate) return note.text; return <b>{note.text}</b>; })}</p>",
  "<p>{t.rich('lead', { b: (text) => <b>{text}</b> })}</p>",
  "<p>{isLate ? <b /> : t('late')}<i /></p>",
  "<p>{isLate ? null : order.count ?? 0}<i /></p>",
  "t('late')",
  "isLate ? t('late') : null",
  "createPortal(t('late'), document.body)",
  "order.name",
])("this check refuses %s", (returned) => {
  expect(findLooseText(component(returned))).not.toEqual([]);
});

test("this check refuses text from a variable or a function of the module", () => {
  const first = "const name = order.name;";
  const second = "function words() { return isLate ? <b /> : t('late'); }";
  expect(findLooseText(`${first}${component("<p>{name}<b /></p>")}`)).toHaveLength(1);
  expect(findLooseText(`${second}${component("<p>{words()}<b /></p>")}`)).toHaveLength(1);
});

test.each([
  "<p>{order.name}</p>",
  "<p>{isLate ? t('late') : <b />}</p>",
  "<p>\n  <b>1</b>\n  {/* why */}\n  <b>2</b>\n</p>",
  "<p>{isLate && <b />}<i>{order.name}</i></p>",
  "<ul>{order.items.map((item) => <li key={item.id}>{item.name}</li>)}<li /></ul>",
  "<button><Words>{children}</Words><b /></button>",
  "<Provider value={order}>{children}</Provider>",
  "createPortal(<p>{order.name}</p>, document.body)",
  "children",
  "null",
])("this check allows %s", (returned) => {
  expect(findLooseText(component(returned))).toEqual([]);
});
