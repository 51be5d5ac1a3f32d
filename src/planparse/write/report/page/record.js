// The card of the selected record: its fields in the colours of its words in the text, and its review.

function drawRecord() {
  const card = $("record");
  const target = state.selected;
  card.hidden = !target;
  if (!target) return;
  const own = target.document.sections[target.section ?? -1];
  fill(card,
    el("header", {},
      el("div", {},
        el("h2", {}, target.indicator ?? t("no.indicator")),
        el("p", { class: "amount" }, arrow(target.change), amount(target), target.baseline !== null && el("small", {}, ` ${t("from")} ${scaled(target.baseline)}`))),
      el("div", { class: "chips" },
        el("span", { class: `kind kind-${target.kind}` }, t(`kind.${target.kind}`)),
        el("span", { class: `status status-${target.status}` }, t(`status.${target.status}`)),
        target.commitment !== "plan" && el("span", { class: "chip" }, t(`commitment.${target.commitment}`))),
      button({ class: "close", "aria-label": t("close"), title: t("close"), on: { click: () => select(null) } }, "×")),
    !state.mending && el("dl", { class: "facts-of-record" },
      fact("indicator", target.indicator, true),
      fact("comparator", target.comparator === "eq" ? null : t(`comparator.${target.comparator}`), true),
      fact("value", exactValue(target)),
      fact("period", target.period && [when(target.period), target.period[2] && el("small", {}, t("quoted", target.period[2])), basisOf(target.period[3])], true),
      fact("change", target.change === "level" ? null : t(`change.${target.change}`)),
      fact("action", target.action),
      fact("section", own && `${own[1]}${own[2] ?? ""}`),
      fact("part_of", target.part_of && linkTo(target.part_of)),
      fact("same_as", target.same_as && linkTo(target.same_as)),
      fact("locator", target.locator),
      fact("quote", target.quote.replaceAll(" ", "") === exactValue(target).replaceAll(" ", "") ? null : target.quote),
      fact("confidence", target.added ? null : confidenceMark(target)),
      fact("agency", agenciesOf(target), true, "across"),
      fact("rule", target.rule && el("code", {}, target.rule)),
      fact("id", [el("code", {}, target.id), button({ class: "small", on: { click: (event) => copyLink(event.target, target) } }, t("copy"))])),
    el("blockquote", {}, inSentence(target)),
    reviewPanel(target));
}

function fact(name, value, marked = false, place = null) {
  if (value === null || value === undefined || value === "" || value === false) return [];
  const key = marked ? el("span", { class: `key mark-${name}` }, t(`field.${name}`)) : t(`field.${name}`);
  return [el("dt", { class: place }, key), el("dd", { class: place }, value)];
}

const basisOf = (basis) => el("small", { class: "faint" }, t(`basis.${basis}`));

function exactValue(target) {
  const upper = target.value_max === null ? "" : ` – ${grouped(target.value_max)}`;
  const per = target.per === null ? "" : ` / ${target.per}`;
  return `${grouped(target.value)}${upper} ${target.unit}${per}`;
}

function agenciesOf(target) {
  if (!target.responsible.length) return null;
  return el("ul", { class: "agencies" }, target.responsible.map(([name, role, basis]) =>
    el("li", { class: basis === "issuer" ? "faint" : null }, name, el("small", {}, `${t(`role.${role}`)} · ${t(`basis.${basis}`)}`))));
}

function linkTo(id) {
  const other = state.byId.get(id);
  return el("a", { href: `#t=${id}` }, other ? `${other.indicator ?? ""} ${amount(other)}` : id);
}

async function copyLink(pressed, target) {
  const link = `${location.href.split("#")[0]}#t=${target.id}`;
  try {
    await navigator.clipboard.writeText(link);
    pressed.textContent = t("copied");
  } catch {
    location.hash = `t=${target.id}`; // where the clipboard is closed, the address bar has the link
  }
}

/** The sentence in normalised form, its number set off where it is written there as in the source. */
function inSentence(target) {
  const at = target.sentence.indexOf(target.quote);
  if (at < 0) return target.sentence;
  return [target.sentence.slice(0, at), el("strong", {}, target.quote), target.sentence.slice(at + target.quote.length)];
}
