// The filters over the table, and which targets pass them.

const NO_FILTERS = { query: "", kind: "", status: "", agency: "", year: "", doc: "", verdict: "", confidence: 0 };
const filters = { ...NO_FILTERS };

/** The targets that pass all filters, in the order of the table. */
function passing() {
  const match = matcher(filters.query.trim(), state.data.initials);
  const agency = filters.agency.trim();
  return state.order.filter((target) =>
    (!filters.kind || target.kind === filters.kind) &&
    (!filters.status || target.status === filters.status) &&
    (!filters.year || String(target.document.year) === filters.year) &&
    (!filters.doc || target.document.id === filters.doc) &&
    (!filters.verdict || verdictOf(target) === filters.verdict) &&
    target.confidence >= filters.confidence &&
    (!agency || target.agencies.some((name) => name.includes(agency))) &&
    (!match || match(target.search)));
}

/** How often each value occurs, most frequent first unless a key says otherwise. */
function counted(values, order = ([, a], [, b]) => b - a) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(order);
}

function drawFilters() {
  const { targets } = state;
  const years = counted(targets.map((x) => String(x.document.year)), ([a], [b]) => b.localeCompare(a));
  const agencies = counted(targets.flatMap((x) => x.agencies)).slice(0, 500);
  fill($("filters"),
    searchBox(),
    el("div", { class: "choices" },
      choice("kind", counted(targets.map((x) => x.kind)).map(([v, n]) => [v, t(`kind.${v}`), n])),
      choice("status", counted(targets.map((x) => x.status)).map(([v, n]) => [v, t(`status.${v}`), n])),
      choice("year", years.map(([v, n]) => [v, v === "null" ? t("unknown") : v, n])),
      agencyBox(agencies),
      choice("doc", documentsCounted()),
      choice("verdict", ["none", "right", "wrong", "mended", "added"].map((v) => [v, t(`verdict.${v}`), null])),
      confidenceBox()),
    el("div", { class: "found" },
      el("output", { id: "found", "aria-live": "polite" }),
      button({ id: "clear", on: { click: clearFilters } }, t("clear")),
      columnMenu()));
}

function documentsCounted() {
  const counts = new Map(counted(state.targets.map((x) => x.document.id)));
  return state.data.documents.map((d) => [d.id, d.title ?? d.source, counts.get(d.id) ?? 0]);
}

function searchBox() {
  const hint = Object.keys(state.data.initials).length ? t("search.initials") : t("search");
  return el("label", { class: "search" },
    el("span", { class: "hidden" }, t("search")),
    el("input", { type: "search", id: "query", placeholder: hint, value: filters.query, autocomplete: "off", spellcheck: "false",
      on: { input: (event) => setFilter("query", event.target.value) } }),
    el("kbd", { "aria-hidden": "true" }, "/"));
}

function choice(name, options) {
  const items = options.map(([value, label, count]) =>
    el("option", { value, selected: filters[name] === value }, count === null ? label : `${label} (${number(count)})`));
  return el("label", { class: filters[name] ? "active" : null }, el("span", {}, t(`field.${name}`)),
    el("select", { id: `filter-${name}`, on: { change: (event) => setFilter(name, event.target.value) } },
      el("option", { value: "" }, t("all")), items));
}

function agencyBox(agencies) {
  return el("label", {}, el("span", {}, t("field.agency")),
    el("input", { id: "filter-agency", list: "agencies", placeholder: t("all"), value: filters.agency, autocomplete: "off",
      on: { input: (event) => setFilter("agency", event.target.value) } }),
    el("datalist", { id: "agencies" }, agencies.map(([name, count]) => el("option", { value: name }, number(count)))));
}

function confidenceBox() {
  const shown = el("output", {}, filters.confidence.toFixed(2));
  const slide = (event) => {
    shown.textContent = Number(event.target.value).toFixed(2);
    setFilter("confidence", Number(event.target.value));
  };
  return el("label", {}, el("span", {}, t("least"), shown),
    el("input", { type: "range", id: "filter-confidence", min: "0", max: "1", step: "0.05", value: filters.confidence, on: { input: slide } }));
}

function columnMenu() {
  const toggle = (name) => (event) => {
    state.columns = COLUMNS.map((c) => c.name).filter((n) => (n === name ? event.target.checked : state.columns.includes(n)));
    remember("planparse-columns", JSON.stringify(state.columns));
    drawTable();
  };
  return el("details", { class: "menu" }, el("summary", {}, t("columns")),
    el("div", {}, COLUMNS.filter((c) => !c.fixed).map((column) =>
      el("label", {}, el("input", { type: "checkbox", checked: state.columns.includes(column.name), on: { change: toggle(column.name) } }),
        t(`field.${column.name}`)))));
}

function setFilter(name, value) {
  filters[name] = value;
  $(`filter-${name}`)?.parentElement.classList.toggle("active", Boolean(value));
  applyFilters();
}

function clearFilters() {
  Object.assign(filters, NO_FILTERS);
  drawFilters();
  applyFilters();
  $("query").focus();
}

/** Filters, and shows what passes. */
function applyFilters() {
  state.shown = passing();
  drawRows(true);
  $("found").textContent = t("found", number(state.shown.length), number(state.targets.length));
  $("clear").hidden = Object.keys(NO_FILTERS).every((name) => filters[name] === NO_FILTERS[name]);
  $("none").hidden = state.shown.length > 0;
  $("none").textContent = state.targets.length ? t("none.found") : t("none.targets");
}
