import { parseSync } from "@swc/core";

/**
 * Translators of browsers replace text nodes. React then cannot change, move or remove them: the page keeps an old text or
 * crashes. Text that is the only child of an element has no such node of React's own, so every text has to be alone.
 */

interface Node {
  type: string;
  [field: string]: unknown;
}

/** `list`: an array with text in it, which React keeps as text nodes even where it is the only child. */
type Kind = "none" | "text" | "list";

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

const nodesIn = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, see);
  else if (typeof value === "object" && value !== null) {
    if (isNode(value)) see(value);
    for (const field of Object.values(value)) visit(field, see);
  }
}

const nameOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === "Identifier" && typeof node.value === "string" ? node.value : undefined;

const isFunction = (node: Node): boolean =>
  ["ArrowFunctionExpression", "FunctionExpression", "FunctionDeclaration"].includes(node.type);

/** Returns what a function may return, without what the functions inside it return. */
function returnsOf(node: Node): Node[] {
  if (isNode(node.body) && !["BlockStatement", "FunctionBody"].includes(node.body.type)) return [node.body];
  const found: Node[] = [];
  const search = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) search(one);
    else if (typeof value === "object" && value !== null) {
      if (isNode(value) && isFunction(value)) return;
      if (isNode(value) && value.type === "ReturnStatement" && isNode(value.argument))
        found.push(value.argument);
      for (const field of Object.values(value)) search(field);
    }
  };
  search(node.body);
  return found;
}

class Module {
  readonly #declared = new Map<string, Node[]>();
  readonly #asking = new Set<Node>();

  constructor(readonly root: Node) {
    visit(root, (node) => {
      const isVariable = node.type === "VariableDeclarator" && isNode(node.init);
      const name = isVariable
        ? nameOf(node.id)
        : node.type === "FunctionDeclaration"
          ? nameOf(node.identifier)
          : undefined;
      const value = isVariable ? node.init : node;
      if (name !== undefined && isNode(value))
        this.#declared.set(name, [...(this.#declared.get(name) ?? []), value]);
    });
  }

  kindOf(node: Node): Kind {
    switch (node.type) {
      case "JSXElement":
      case "JSXFragment":
      case "NullLiteral":
      case "BooleanLiteral":
      case "JSXEmptyExpression":
        return "none";
      case "ParenthesisExpression":
      case "TsAsExpression":
      case "TsSatisfiesExpression":
      case "TsConstAssertion":
      case "AwaitExpression":
        return this.#kindIn(node.expression ?? node.argument);
      case "ConditionalExpression":
        return worst([this.#kindIn(node.consequent), this.#kindIn(node.alternate)]);
      case "BinaryExpression":
        if (node.operator === "&&") return this.#kindIn(node.right);
        return worst([this.#kindIn(node.left), this.#kindIn(node.right)]);
      case "ArrayExpression":
        return this.#listOf(nodesIn(node.elements).length > 0 ? elementsOf(node) : []);
      case "Identifier":
        return this.#kindOfName(node);
      case "CallExpression":
        return this.#kindOfCall(node);
      default:
        return "text";
    }
  }

  #kindIn(value: unknown): Kind {
    return isNode(value) ? this.kindOf(value) : "text";
  }

  #listOf(nodes: readonly Node[]): Kind {
    return nodes.some((node) => this.kindOf(node) !== "none") ? "list" : "none";
  }

  #kindOfName(node: Node): Kind {
    const name = nameOf(node) ?? "";
    if (name === "undefined") return "none";
    const values = this.#declared.get(name);
    return values === undefined
      ? "text"
      : worst(values.map((value) => this.#once(value, () => this.kindOf(value))));
  }

  #kindOfCall({ callee, arguments: given }: Node): Kind {
    const name = nameOf(callee);
    const functions = (name === undefined ? undefined : this.#declared.get(name))?.filter(isFunction) ?? [];
    if (functions.length > 0)
      return worst(
        functions.map((one) => this.#once(one, () => worst(returnsOf(one).map((node) => this.kindOf(node))))),
      );
    const [first] = Array.isArray(given) ? given : [];
    if (name === "createPortal") return this.#kindIn(first?.expression);
    if (!isNode(callee) || callee.type !== "MemberExpression") return "text";
    const method = nameOf(callee.property);
    if (method === "rich") return "list";
    if (method !== "map" && method !== "flatMap") return "text";
    const mapper: unknown = first?.expression;
    return isNode(mapper) && isFunction(mapper) ? this.#listOf(returnsOf(mapper)) : "list";
  }

  /** A function that calls itself adds nothing. */
  #once(node: Node, ask: () => Kind): Kind {
    if (this.#asking.has(node)) return "none";
    this.#asking.add(node);
    const kind = ask();
    this.#asking.delete(node);
    return kind;
  }
}

function worst(kinds: readonly Kind[]): Kind {
  return kinds.find((kind) => kind === "list") ?? kinds.find((kind) => kind === "text") ?? "none";
}

function elementsOf(array: Node): Node[] {
  const elements: unknown[] = Array.isArray(array.elements) ? array.elements : [];
  return elements.flatMap((element) =>
    typeof element === "object" && element !== null && "expression" in element && isNode(element.expression)
      ? [element.expression]
      : [],
  );
}

/** As JSX does: space with a line break in it is nothing. */
function isNothing({ type, value, expression }: Node): boolean {
  if (type === "JSXText") return typeof value === "string" && value.trim() === "" && value.includes("\n");
  return type === "JSXExpressionContainer" && isNode(expression) && expression.type === "JSXEmptyExpression";
}

/** Returns a description of each place where text is not the only child of an element. */
export function findLooseText(source: string, { mayHoldPages = false } = {}): string[] {
  const root: unknown = parseSync(source, { syntax: "typescript", tsx: true });
  if (!isNode(root)) return [];
  const module = new Module(root);
  const found: string[] = [];

  function kindOfChild(child: Node): Kind {
    if (child.type === "JSXText") return "text";
    if (child.type !== "JSXExpressionContainer" || !isNode(child.expression)) return "none";
    if (mayHoldPages && nameOf(child.expression) === "children") return "none";
    return module.kindOf(child.expression);
  }

  function checkChildren(node: Node): void {
    const children = nodesIn(node.children).filter((child) => !isNothing(child));
    const kinds = children.map(kindOfChild);
    if (node.type === "JSXFragment" && kinds.some((kind) => kind !== "none"))
      found.push("text in a fragment");
    else if (children.length > 1 && kinds.some((kind) => kind !== "none"))
      found.push(`text beside other content in <${elementName(node)}>`);
    else if (kinds[0] === "list") found.push(`a list of texts in <${elementName(node)}>`);
  }

  function checkComponent(name: string | undefined, node: Node): void {
    if (name === undefined || !/^[A-Z]/.test(name) || !isFunction(node)) return;
    const returned = returnsOf(node).filter((one) => nameOf(one) !== "children");
    if (returned.some((one) => module.kindOf(one) !== "none")) found.push(`<${name}> returns text`);
  }

  visit(root, (node) => {
    if (node.type === "JSXElement" || node.type === "JSXFragment") checkChildren(node);
    if (node.type === "FunctionDeclaration") checkComponent(nameOf(node.identifier), node);
    if (node.type === "VariableDeclarator" && isNode(node.init)) checkComponent(nameOf(node.id), node.init);
  });
  return found;
}

function elementName({ opening }: Node): string {
  const name: unknown = isNode(opening) ? opening.name : undefined;
  return nameOf(name) ?? "…";
}
