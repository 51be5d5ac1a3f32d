// The part of the card in which a record is judged and mended.

const CHOICES = {
  kind: ["percent", "money", "count", "area", "length", "weight", "volume", "duration", "ratio", "multiple", "rank"],
  comparator: ["eq", "ge", "gt", "le", "lt", "approx", "range"],
  change: ["level", "increase", "decrease"],
  status: ["planned", "achieved", "context"],
};
const NUMBER = "-?[0-9]+(\\.[0-9]+)?";
const DAY = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";
const PATTERNS = { value: NUMBER, value_max: NUMBER, baseline: NUMBER, period: `${DAY}(/${DAY})?` };

function reviewPanel(target) {
  const verdict = verdictOf(target);
  if (verdict === "added") return el("section", { class: "review" }, addedPanel(target));
  const choices = VERDICTS.map((name, i) => button({ class: `judge judge-${name}`, id: `judge-${name}`, "aria-pressed": String(verdict === name), "aria-keyshortcuts": String(i + 1),
    on: { click: () => (name === "mended" ? openForm(target) : judge(target, name)) } }, t(`judge.${name}`), el("kbd", { "aria-hidden": "true" }, String(i + 1))));
  return el("section", { class: "review", "aria-label": t("review") },
    el("div", { class: "judges" }, el("h3", {}, t("review")), choices),
    state.mending ? mendForm(target) : verdict === "mended" && mendedSummary(target));
}

function openForm(target) {
  state.mending = true;
  drawRecord();
  $("field-indicator").focus();
  $("record").querySelector("form").scrollIntoView({ block: "nearest" });
  showPlace(target);
}

function mendedSummary(target) {
  const { fields, note } = review.rows[target.id];
  const lines = Object.entries(fields).flatMap(([name, value]) => [el("dt", {}, t(`field.${name}`)), el("dd", {}, CHOICES[name] ? t(`${name}.${value}`) : value || t("empty"))]);
  return el("dl", { class: "mended" }, lines, note ? [el("dt", {}, t("field.note")), el("dd", {}, note)] : null);
}

function addedPanel(target) {
  if (state.mending) return mendForm(target);
  const remove = () => {
    delete review.rows[target.id];
    removeAdded(target);
  };
  return el("div", { class: "judges" }, el("h3", {}, t("verdict.added")),
    button({ class: "judge", on: { click: () => openForm(target) } }, t("edit")), button({ class: "judge", on: { click: remove } }, t("remove")));
}

/** Takes an added record out again. */
function removeAdded(target) {
  state.targets.splice(target.at, 1);
  state.targets.forEach((other, at) => (other.at = at));
  state.byId.delete(target.id);
  state.order = sorted(state.targets);
  select(null);
  keepReview();
  applyFilters();
  redrawOpen();
}

function mendForm(target) {
  const before = fieldsOf(target);
  const now = { ...before, ...review.rows[target.id]?.fields };
  const form = el("form", { class: "mend", on: { submit: (event) => { event.preventDefault(); takeForm(target, form, before); } } },
    FIELDS.map((name) => el("label", { class: `for-${name}` }, el("span", {}, t(`field.${name}`)), control(name, now[name]))),
    el("label", { class: "for-note" }, el("span", {}, t("field.note")), el("input", { name: "note", value: review.rows[target.id]?.note ?? "" })),
    el("div", { class: "buttons" }, el("button", { type: "submit", class: "primary" }, t("keep")), button({ on: { click: closeForm } }, t("cancel"))));
  return form;
}

function control(name, value) {
  if (CHOICES[name]) {
    return el("select", { name, id: `field-${name}` }, CHOICES[name].map((choice) => el("option", { value: choice, selected: choice === value }, t(`${name}.${choice}`))));
  }
  return el("input", { name, id: `field-${name}`, value, pattern: PATTERNS[name], required: name === "value", title: PATTERNS[name] ? t(`format.${name === "period" ? "period" : "number"}`) : null,
    autocomplete: "off", placeholder: name === "period" ? "2025-06" : null });
}

function closeForm() {
  state.mending = false;
  drawRecord();
  showPlace(state.selected);
}

/** Keeps what the form says: all fields of an added record, of others those that changed. */
function takeForm(target, form, before) {
  const typed = Object.fromEntries(new FormData(form));
  const { note, ...fields } = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, value.trim()]));
  state.mending = false;
  if (target.added) {
    review.rows[target.id] = { ...review.rows[target.id], fields, note };
    Object.assign(target, blank(), asTarget(fields));
    target.search = searchable(withNumbers(target, state.data));
    return afterReview(target);
  }
  const changed = Object.fromEntries(FIELDS.filter((name) => fields[name] !== String(before[name])).map((name) => [name, fields[name]]));
  return say(target, Object.keys(changed).length ? "mended" : "right", changed, note);
}

/** Adds the selected stretch and opens its form. */
function addSelected() {
  const stretch = selectedStretch();
  if (!stretch) return;
  const row = newRow(stretch);
  document.getSelection().removeAllRanges();
  $("add").hidden = true;
  if (!state.byId.has(row.target_id)) {
    row.fields = { value: (stretch.quote.match(/[0-9]+(?:\.[0-9]+)?/) ?? ["0"])[0] };
    review.rows[row.target_id] = row;
    addTarget(row);
    state.order = sorted(state.targets);
    keepReview();
    applyFilters();
    redrawOpen();
  }
  select(state.byId.get(row.target_id), { from: "text" });
  openForm(state.selected);
}
