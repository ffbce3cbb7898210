/* The archive: small pictures, sorted and chosen by size */

const sketchItems = [...byId("sketches")?.children ?? []];
const mapFields = [...document.querySelectorAll("[data-field]")];
let isArchiveReversed = false, chosenField = null;

const arrangeArchive = () => {
  const measure = Number(byId("archive-sort").value), isRank = measure < 0;
  const isFalling = isRank ? isArchiveReversed : prefersMore(measure) !== isArchiveReversed;
  const value = (index) => isRank ? index : run.sketches[index].figures[measure];
  const isShown = (index) => chosenField === null || run.sketches[index].field.join() === chosenField;
  const order = run.sketches.map((_, index) => index).sort((a, b) => (isFalling ? -1 : 1) * (value(a) - value(b)) || a - b);
  byId("sketches").append(...order.map((index) => sketchItems[index]));
  sketchItems.forEach((item, index) => { item.hidden = !isShown(index); });
  mapFields.forEach((field) => field.setAttribute("aria-pressed", field.dataset.field === chosenField));
  byId("archive-order").textContent = isRank ? (isFalling ? "Last first" : "Best first") : isFalling ? "Highest first" : "Lowest first";
  byId("archive-all").disabled = chosenField === null;
  const count = order.filter(isShown).length;
  byId("archive-count").textContent = count === order.length ? `${count} shown` : `${count} of ${order.length} shown`;
};

const prepareArchive = () => {
  if (!sketchItems.length) return;
  byId("archive-sort").addEventListener("input", () => { isArchiveReversed = false; arrangeArchive(); });
  byId("archive-order").addEventListener("click", () => { isArchiveReversed = !isArchiveReversed; arrangeArchive(); });
  byId("archive-all").addEventListener("click", () => { chosenField = null; arrangeArchive(); });
  mapFields.forEach((field) => field.addEventListener("click", () => {
    chosenField = field.dataset.field === chosenField ? null : field.dataset.field;
    arrangeArchive();
  }));
};

