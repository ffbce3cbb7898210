/* The form of a new search, and of new limits */

const setup = byId("setup"), form = byId("form");
let offered = null, isNew = true;

const sentence = (key) => key[0].toUpperCase() + key.slice(1).replaceAll("-", " ");

/** What stands in a field in grey: what holds now, or what a value looks like. */
const placeholderOf = ({ key, value }) => {
  const now = isNew ? null : known.about?.now[key];
  return now ? `now ${now}` : value;
};

/** A field with its label and help. */
const fieldElement = (field) => {
  const { key, help, more, is_switch: isSwitch, choices } = field;
  const id = `field-${key}`, about = { id, name: key, "aria-describedby": `${id}-help` };
  const label = html("label", { for: id }, sentence(key));
  const long = more ? [html("details", {}, html("summary", {}, "More"), html("p", { class: "help" }, more))] : [];
  const told = [html("p", { class: "help", id: `${id}-help` }, help), ...long];
  if (isSwitch) return html("div", { class: "field" }, html("span", { class: "tick" }, html("input", { type: "checkbox", ...about }), label), ...told);
  if (choices.length) {
    const options = choices.map(([name, words]) => html("option", { value: name }, words || name));
    return html("div", { class: "field" }, label, html("select", about, html("option", { value: "" }, "as usual"), ...options), ...told);
  }
  const input = html("input", { ...about, placeholder: placeholderOf(field), autocomplete: "off", spellcheck: "false" });
  if (key === "vehicle") input.setAttribute("list", "vehicles");
  return html("div", { class: "field" }, label, input, ...told);
};

/** The headings that stand open; the others wait until somebody wants them. */
const OPEN = ["Coaster"];
/** The fields that stand beside the map. */
const SPOT = ["area", "anywhere"];

const fillForm = () => {
  const fields = offered.fields.filter((field) => isNew || field.is_changeable);
  const headings = [...new Set(fields.map((field) => field.heading))];
  byId("fields").replaceChildren(...headings.map((heading) => html("details", OPEN.includes(heading) || !isNew ? { open: "" } : {},
    html("summary", {}, heading), html("div", { class: "grid-fields" }, ...fields.filter((field) => field.heading === heading).map(fieldElement)))),
    html("datalist", { id: "vehicles" }));
  byId("spot-fields").replaceChildren(...SPOT.map((key) => byId(`field-${key}`)?.closest(".field") ?? ""));
  byId("field-ride")?.addEventListener("input", offerVehicles);
  byId("field-area")?.addEventListener("input", showArea);
  byId("field-anywhere")?.addEventListener("input", showAnywhere);
  if (isNew) offerVehicles();
};
const offerVehicles = () => {
  const vehicles = offered.vehicles[byId("field-ride").value || "wooden_rc"] ?? [];
  byId("vehicles").replaceChildren(...vehicles.map(([name, label]) => html("option", { value: name }, label)));
};

const openForm = (wantsNew) => tried(async () => {
  isNew = wantsNew;
  offered ??= await asked("/api/form");
  byId("setup-title").textContent = isNew ? "New search" : "Change limits and go on";
  byId("submit").textContent = isNew ? "Evolve" : "Change";
  byId("own-fields").hidden = !isNew;
  byId("change-help").hidden = isNew;
  byId("form-error").hidden = true;
  fillForm();
  if (isNew) {
    const [runs, parks] = await Promise.all([asked("/api/runs"), asked("/api/parks")]);
    byId("run-from").replaceChildren(html("option", { value: "" }, "no other search"), ...runs.map(({ name }) => html("option", { value: name }, name)));
    fillParks(parks, byId("park").value);
  }
  setup.showModal();
  byId("setup-title").focus();
});

const filled = () => {
  const inputs = [...form.elements].filter((input) => input.name && !input.disabled);
  const value = (input) => input.type === "checkbox" ? (input.checked ? "on" : "") : input.value.trim();
  return Object.fromEntries(inputs.map((input) => [input.name, value(input)]).filter(([, words]) => words));
};

const submit = async () => {
  const error = byId("form-error");
  byId("submit").disabled = true;
  try {
    if (isNew) {
      const from = byId("run-from").value;
      await told("/api/begin", { name: byId("run-name").value.trim(), park: byId("park").value, from: from ? [from] : [], fields: filled() });
    } else {
      await told("/api/order", { order: "change", fields: filled() });
      if (byId("pause").dataset.next === "go_on") await told("/api/order", { order: "go_on" });
    }
    error.hidden = true;
    note("");
    setup.close();
  } catch (problem) {
    error.hidden = false;
    error.textContent = problem.message;
    error.scrollIntoView({ block: "nearest" });
  } finally {
    byId("submit").disabled = false;
  }
};

const openRuns = () => tried(async () => {
  const runs = await asked("/api/runs");
  byId("no-runs").hidden = runs.length > 0;
  byId("run-list").replaceChildren(...runs.map(({ name }) => html("li", {}, html("b", {}, name),
    button("Open", `Open ${name}`, async () => { byId("runs").close(); await order("open", { name }); }))));
  byId("runs").showModal();
  byId("runs-title").focus();
});

const prepareForm = () => {
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  document.querySelectorAll("[data-close]").forEach((close) => close.addEventListener("click", () => close.closest("dialog").close()));
  byId("new").addEventListener("click", () => openForm(true));
  byId("change").addEventListener("click", () => openForm(false));
  byId("earlier").addEventListener("click", openRuns);
};
