// Finds elements as a person does: by role, name, label or text, among what can be perceived.
// The body of a function; arguments: what is sought, and the element to look within, or null.
// It narrows the page down; the driver then asks the browser itself for role and name.
const [sought, within] = arguments;

const INPUT_ROLES = {
  button: "button", checkbox: "checkbox", email: "textbox", file: "file", hidden: "", image: "button",
  number: "spinbutton", radio: "radio", range: "slider", reset: "button", search: "searchbox",
  submit: "button", tel: "textbox", text: "textbox", url: "textbox",
};
const TAG_ROLES = {
  article: "article", aside: "complementary", blockquote: "blockquote", button: "button",
  caption: "caption", dd: "definition", details: "group", dialog: "dialog", dt: "term",
  fieldset: "group", figure: "figure", form: "form", h1: "heading", h2: "heading",
  h3: "heading", h4: "heading", h5: "heading", h6: "heading", hr: "separator", img: "img",
  legend: "legend", li: "listitem", main: "main", menu: "list", meter: "meter", nav: "navigation",
  ol: "list", option: "option", output: "status", p: "paragraph", progress: "progressbar",
  search: "search", summary: "button", table: "table", tbody: "rowgroup", textarea: "textbox",
  tfoot: "rowgroup", thead: "rowgroup", tr: "row", ul: "list",
};
const NAMED_BY_CONTENT = new Set(("button caption cell checkbox columnheader gridcell heading link " +
  "menuitem menuitemcheckbox menuitemradio option radio row rowheader switch tab tooltip treeitem").split(" "));
const FIELDS = new Set("checkbox combobox file listbox radio searchbox slider spinbutton switch textbox".split(" "));
const CANDIDATES = Object.keys(TAG_ROLES).join(",") +
  ",[role],a[href],input,select,section,header,footer,td,th,[contenteditable]";

function roleOf(el) {
  const given = (el.getAttribute("role") || "").trim().split(/\s+/)[0];
  if (given) return given;
  const tag = el.localName;
  if (tag === "a") return el.hasAttribute("href") ? "link" : "";
  if (tag === "input") return el.list ? "combobox" : INPUT_ROLES[el.type] ?? "textbox";
  if (tag === "select") return el.multiple || el.size > 1 ? "listbox" : "combobox";
  if (tag === "td" || tag === "th") return cellRole(el);
  // These two have a role only with a name, and no name by content: asking for one would come back here.
  if (tag === "section") return givenName(el) ? "region" : "";
  if (tag === "form" && !givenName(el)) return "";
  if (tag === "header" || tag === "footer") {
    if (el.closest("article,aside,main,nav,section")) return "";
    return tag === "header" ? "banner" : "contentinfo";
  }
  if (TAG_ROLES[tag]) return TAG_ROLES[tag];
  return el.isContentEditable && el.hasAttribute("contenteditable") ? "textbox" : "";
}

function cellRole(el) {
  if (el.localName === "th") {
    if (el.scope === "row" || el.scope === "rowgroup") return "rowheader";
    if (el.scope || el.closest("thead")) return "columnheader";
    return el.parentElement.querySelector("td") ? "rowheader" : "columnheader";
  }
  const table = el.closest("table,[role=grid],[role=treegrid]");
  return /grid/.test(table?.getAttribute("role") || "") ? "gridcell" : "cell";
}

function nameOf(el) {
  return givenName(el) || nativeName(el) ||
    (NAMED_BY_CONTENT.has(roleOf(el)) ? contentOf(el) : "") ||
    el.getAttribute("title") || el.getAttribute("placeholder") || "";
}

function givenName(el) {
  const ids = (el.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
  const labels = ids.map((id) => document.getElementById(id)).filter(Boolean);
  if (labels.length) return labels.map((label) => ownLabel(label) || contentOf(label)).join(" ");
  return ownLabel(el);
}

function ownLabel(el) {
  return (el.getAttribute("aria-label") || "").trim();
}

function nativeName(el) {
  const tag = el.localName;
  if (tag === "input" && ["button", "submit", "reset"].includes(el.type)) return el.value;
  if (tag === "img" || (tag === "input" && el.type === "image")) return el.alt || "";
  if (el.labels?.length) return [...el.labels].map((label) => contentOf(label, el)).join(" ");
  const child = { fieldset: "legend", table: "caption", figure: "figcaption", svg: "title" }[tag];
  const titled = child && el.querySelector(":scope > " + child);
  return titled ? contentOf(titled) : "";
}

// The text inside, as a screen reader puts it together; `but` is the field being named.
function contentOf(el, but) {
  let text = generated(el, "::before");
  for (const node of el.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.nodeType === Node.ELEMENT_NODE && node !== but && !isHidden(node))
      text += ownLabel(node) || nativeName(node) || contentOf(node, but);
  }
  return text + generated(el, "::after");
}

function generated(el, which) {
  const content = getComputedStyle(el, which).content;
  // Behind a slash stands what is said in the place of what is shown.
  const said = content.split('" / ').pop();
  return /^"/.test(said) ? said.replace(/^"|"$/g, "") : "";
}

function isHidden(el) {
  if (el.getAttribute("aria-hidden") === "true") return true;
  const style = getComputedStyle(el);
  return style.display === "none" || style.visibility === "hidden";
}

function isPerceivable(el) {
  if (el.closest("[aria-hidden=true],[inert]")) return false;
  // The options of a closed select have no box of their own.
  const boxed = el.localName === "option" ? el.closest("select") || el : el;
  if (!boxed.checkVisibility({ visibilityProperty: true })) return false;
  const modals = document.querySelectorAll(":modal");
  const top = modals[modals.length - 1];
  return !top || top.contains(el);
}

// White space hardly ever matters in Japanese, and browsers differ in where they put it.
const plain = (text) => text.replace(/\s+/g, "");
const matches = (text) => sought.part ? plain(text).includes(plain(sought.name)) : plain(text) === plain(sought.name);

const root = within || document;
const candidates = () => [...root.querySelectorAll(CANDIDATES)].filter(isPerceivable);
switch (sought.by) {
  case "role":
    return candidates().filter((el) => roleOf(el) === sought.role && (sought.name === null || matches(nameOf(el))));
  case "label":
    return candidates().filter((el) => FIELDS.has(roleOf(el)) && matches(nameOf(el)));
  case "css":
    return [...root.querySelectorAll(sought.selector)];
  case "text": {
    const holding = [...(within || document.body).querySelectorAll("*")]
      .filter((el) => !["script", "style"].includes(el.localName) && matches(el.textContent) && isPerceivable(el));
    return holding.filter((el) => !holding.some((other) => other !== el && el.contains(other)));
  }
  case "inventory":
    return candidates().map((el) => [roleOf(el), nameOf(el).replace(/\s+/g, " ").trim()]).filter(([role]) => role);
}
