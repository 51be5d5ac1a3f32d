// Search: every word of the query has to stand in the record, as it is or by its pinyin initials.

/** What is searched: all words of a record, and the names that initials are looked for in. */
function searchable(target) {
  const names = [target.indicator, ...target.agencies, target.document.title, target.document.issuer];
  const text = [target.indicator, target.quote, target.sentence, ...target.agencies, target.document.title,
    target.document.source, target.document.issuer, target.action, asWritten(target)];
  return { text: text.filter(Boolean).join("\n").toLowerCase(), names: names.filter(Boolean).join("\n").toLowerCase() };
}

/** In a Traditional text, what stands around the number, so that both scripts find it. */
function asWritten(target) {
  const { text } = state.data.files[target.document.file];
  return target.document.script === "hant" && text ? lineOf(text, target.start, target.end) : null;
}

/** A test for records that hold every word of a query; null for an empty query. */
function matcher(query, initials) {
  const tests = query.toLowerCase().split(/\s+/).filter(Boolean).map((word) => wordTest(word, initials));
  return tests.length ? (found) => tests.every((test) => test(found)) : null;
}

function wordTest(word, initials) {
  const pattern = /^[a-z]{2,}$/.test(word) ? initialsPattern(word, initials) : null;
  return pattern
    ? ({ text, names }) => text.includes(word) || pattern.test(names)
    : ({ text }) => text.includes(word);
}

/** A pattern for characters that begin with the letters of a word; null where no character begins with one of them. */
function initialsPattern(word, initials) {
  const classes = [...word].map((letter) => initials[letter]);
  return classes.every(Boolean) ? new RegExp(classes.map((characters) => `[${characters}]`).join("")) : null;
}
