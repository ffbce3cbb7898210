/* A stretch of track that must stay, chosen by number or with the mouse */

/** Pieces of the designs by id: name, and the decimetres along the track where each begins and ends. */
const piecesOf = new Map();
const lockFrom = byId("lock-from"), lockTo = byId("lock-to");
let anchor = null;

/** The chosen pieces, the first being 0; none before somebody has chosen. */
const chosenPieces = () => lockFrom.value === "" || lockTo.value === "" ? null : [Number(lockFrom.value), Number(lockTo.value)].sort((a, b) => a - b);
const isPlatform = ([name]) => name.includes("station");

const showLock = () => {
  const pieces = piecesOf.get(card.id) ?? [], chosen = chosenPieces();
  const stretch = chosen ? pieces.slice(chosen[0], chosen[1] + 1) : [], hasPlatform = stretch.some(isPlatform);
  byId("lock").disabled = !stretch.length || hasPlatform;
  byId("lock-words").textContent = hasPlatform ? "The platform may move; choose track beside it."
    : stretch.length ? `${stretch.length} ${stretch.length === 1 ? "piece" : "pieces"}: ${stretch[0][0]} to ${stretch.at(-1)[0]}` : "Drag over the plan or the height picture, or choose by number.";
};
const choosePieces = (from, to) => {
  [lockFrom.value, lockTo.value] = [from, to];
  showLock();
  drawClose();
};

/** Offers the pieces of the design that is looked at. */
const offerPieces = () => {
  const pieces = piecesOf.get(card.id) ?? [];
  const options = () => pieces.map(([name], index) => html("option", { value: index }, `${index + 1} ${name}`));
  for (const list of [lockFrom, lockTo]) {
    list.replaceChildren(...options());
    list.value = "";
  }
  showLock();
};

/** The piece at a place along the track. */
const pieceAt = (along) => (piecesOf.get(card.id) ?? []).findIndex(([, from, to]) => from <= along && along <= to);

/** Marks the chosen pieces on the height picture and on the plan. */
const spansOfLock = () => {
  const chosen = chosenPieces();
  return chosen ? (piecesOf.get(card.id) ?? []).slice(chosen[0], chosen[1] + 1).map(([, from, to]) => [from, to]) : [];
};
extras.profile.push((drawn) => spansOfLock().forEach(([from, to]) => drawn.band(from / 10, to / 10, styleOf("--accent"), 0.45)));
extras.plan.push((canvas, fit) => {
  if (!fit) return;
  const { rail } = courseOf(card), pen = canvas.getContext("2d");
  pen.save();
  pen.strokeStyle = styleOf("--accent");
  pen.lineWidth = 7;
  pen.globalAlpha = 0.6;
  for (const [from, to] of spansOfLock()) {
    pen.beginPath();
    rail.along.forEach((along, index) => {
      if (along < from || along > to) { pen.stroke(); pen.beginPath(); return; }
      pen.lineTo(...fit.at(rail.right[index], rail.down[index], rail.up[index]));
    });
    pen.stroke();
  }
  pen.restore();
});

/** Dragging over a picture chooses the pieces between; the train shows where the pointer is. */
const dragOver = (picture) => {
  const here = () => isRidden() ? pieceAt(courseOf(card).ride.along[moment]) : -1;
  // The train goes to the pointer first.
  picture.addEventListener("pointerdown", () => setTimeout(() => { anchor = here(); }));
  picture.addEventListener("pointermove", ({ buttons }) => {
    if (!(buttons & 1) || anchor === null || anchor < 0) return;
    setTimeout(() => { const piece = here(); if (piece >= 0 && anchor !== null) choosePieces(anchor, piece); });
  });
  picture.addEventListener("pointerup", () => setTimeout(() => { anchor = null; }));
};

const lock = async () => {
  const [from, to] = chosenPieces(), { name } = card;
  if (!await order("lock", { id: card.id, from, to })) return;
  dialog.close();
  note(`The stretch of ${name} stays in every design from now on.`, true);
};

const prepareLock = () => {
  byId("closer").querySelector(".told").append(byId("lock-tools"));
  byId("lock-tools").hidden = false;
  extras.opened.push(offerPieces);
  for (const list of [lockFrom, lockTo]) {
    list.addEventListener("input", () => {
      if (lockFrom.value === "") lockFrom.value = lockTo.value;
      if (lockTo.value === "") lockTo.value = lockFrom.value;
      showLock();
      drawClose();
    });
  }
  byId("lock").addEventListener("click", lock);
  byId("unlock").addEventListener("click", () => order("unlock"));
  dragOver(byId("plan"));
  dragOver(byId("profile"));
};
