import "server-only";
import type { CSSProperties } from "react";

export interface Line {
  readonly label: string;
  readonly value: string;
}

interface Props {
  readonly title: string;
  readonly as_of: string;
  readonly tables: readonly { readonly heading: string; readonly lines: readonly Line[] }[];
  readonly open: { readonly label: string; readonly href: string };
  readonly why: string;
}

/** Colours of the light theme: mail programs ignore variables, and most of them turn colours round by themselves. */
const STYLES = {
  page: {
    margin: 0,
    padding: 24,
    background: "#f4f4f2",
    color: "#1b1b1a",
    font: "16px/1.5 system-ui,sans-serif",
  },
  card: {
    maxWidth: "32rem",
    margin: "0 auto",
    padding: 24,
    border: "1px solid #d9d9d4",
    borderRadius: 8,
    background: "#fff",
    overflowWrap: "anywhere",
  },
  brand: { margin: "0 0 16px", fontWeight: 800 },
  title: { margin: "0 0 8px", fontSize: 20, lineHeight: 1.3 },
  heading: { margin: "20px 0 4px", fontSize: 16 },
  table: { width: "100%", borderCollapse: "collapse" },
  label: { padding: "6px 12px 6px 0", borderBottom: "1px solid #d9d9d4", textAlign: "left", fontWeight: 400 },
  value: { padding: "6px 0", borderBottom: "1px solid #d9d9d4", textAlign: "right", fontWeight: 700 },
  line: { margin: 0 },
  action: { margin: "20px 0 0" },
  button: {
    display: "inline-block",
    padding: "12px 20px",
    borderRadius: 8,
    background: "#1b1b1a",
    color: "#fff",
    fontWeight: 700,
    textDecoration: "none",
  },
  footer: { maxWidth: "32rem", margin: "16px auto 0", color: "#5c5c57", fontSize: 14 },
} as const satisfies Record<string, CSSProperties>;

/** A day's figures as a mail. React escapes the texts, which people have written. */
export function ReportMail({ title, as_of, tables, open, why }: Props) {
  return (
    <html lang="en">
      {/* biome-ignore lint/style/noHeadElement: a mail is no page of Next */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
      </head>
      <body style={STYLES.page}>
        <div style={STYLES.card}>
          <p style={STYLES.brand}>Platewire</p>
          <h1 style={STYLES.title}>{title}</h1>
          <p style={STYLES.line}>{as_of}</p>
          {tables.map(({ heading, lines }) => (
            <div key={heading}>
              <h2 style={STYLES.heading}>{heading}</h2>
              <table style={STYLES.table}>
                <tbody>
                  {lines.map(({ label, value }) => (
                    <tr key={label}>
                      <th scope="row" style={STYLES.label}>
                        {label}
                      </th>
                      <td style={STYLES.value}>{value}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          ))}
          <p style={STYLES.action}>
            <a href={open.href} style={STYLES.button}>
              {open.label}
            </a>
          </p>
        </div>
        <div style={STYLES.footer}>
          <p>{why}</p>
        </div>
      </body>
    </html>
  );
}
