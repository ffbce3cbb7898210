/* The area to build on, chosen on the map of a park */

const map = byId("map"), mapImage = byId("map-image"), mapArea = byId("map-area");
let sheet = null, corner = null, isDragged = false;
/** Least tiles along a side on which a coaster has room. */
const LEAST_SIDE = 6;

const fillParks = (parks, chosen) => {
  byId("park").replaceChildren(html("option", { value: "" }, "flat, empty land"), ...parks.map((name) => html("option", { value: name }, name)));
  byId("park").value = parks.includes(chosen) ? chosen : "";
  showMap();
};

/** The area in the field, as numbers: least x and y, tiles along both. */
const areaOf = () => byId("field-area")?.value.trim().match(/^(\d+),(\d+),(\d+)x(\d+)$/)?.slice(1).map(Number) ?? null;
const setArea = (area) => {
  byId("field-area").value = `${area[0]},${area[1]},${area[2]}x${area[3]}`;
  showArea();
};

/** x grows downwards on the map, y to the right. */
const showArea = () => {
  const area = areaOf();
  mapArea.hidden = !area || !sheet || byId("field-anywhere").checked;
  if (mapArea.hidden) return;
  const [x, y, width, length] = area;
  const [across, down] = [mapImage.naturalWidth, mapImage.naturalHeight].map((all) => (pixels) => `${pixels / all * 100}%`);
  mapArea.style.left = across(sheet.left + (y - 1) * sheet.tile);
  mapArea.style.top = down(sheet.top + (x - 1) * sheet.tile);
  mapArea.style.width = across(length * sheet.tile);
  mapArea.style.height = down(width * sheet.tile);
  const isSmall = Math.min(width, length) < LEAST_SIDE;
  byId("map-words").textContent = `From tile ${x}, ${y}: ${width} by ${length} tiles${isSmall ? `; a coaster needs about ${LEAST_SIDE} a side` : ""}`;
};

/** Who looks over the whole park chooses no area. */
const showAnywhere = () => {
  byId("field-area").disabled = byId("field-anywhere").checked;
  if (byId("field-anywhere").checked) byId("map-words").textContent = "A short search in several areas of the park finds the best, and goes on there.";
  showArea();
};

const within = (value, low, high) => Math.max(low, Math.min(high, value));
const tileAt = (event) => {
  const box = mapImage.getBoundingClientRect(), scale = mapImage.naturalWidth / box.width;
  const [down, across] = [event.clientY - box.top, event.clientX - box.left].map((place) => place * scale);
  const [x, y] = [down - sheet.top, across - sheet.left].map((place) => Math.floor(place / sheet.tile) + 1);
  return [within(x, 1, sheet.width), within(y, 1, sheet.length)];
};
const spread = ([x, y], [toX, toY]) => [Math.min(x, toX), Math.min(y, toY), Math.abs(toX - x) + 1, Math.abs(toY - y) + 1];

/** Moves the area so that its middle is on a tile, as far as the map goes. */
const centreArea = ([x, y]) => {
  const [, , width, length] = areaOf() ?? [1, 1, 24, 24];
  setArea([within(x - (width >> 1), 1, Math.max(1, sheet.width + 1 - width)), within(y - (length >> 1), 1, Math.max(1, sheet.length + 1 - length)), width, length]);
};

const showMap = () => tried(async () => {
  const park = byId("park").value;
  sheet = null;
  byId("map-part").hidden = !park;
  if (!park) {
    // Flat land has no areas.
    byId("field-area").value = "";
    byId("field-anywhere").checked = false;
    showAnywhere();
    return;
  }
  byId("map-words").textContent = "The map is being drawn.";
  const found = await told("/api/map", { park });
  if (park !== byId("park").value) return;
  mapImage.src = `data:image/png;base64,${found.png}`;
  await mapImage.decode();
  ({ sheet } = found);
  if (areaOf()) showArea();
  else {
    setArea([1, 1, Math.min(24, sheet.width), Math.min(24, sheet.length)]);
    centreArea([sheet.width >> 1, sheet.length >> 1]);
  }
  showAnywhere();
});

const bringPark = () => tried(async () => {
  const [file] = byId("bring").files;
  if (!file) return;
  const { name } = await asked(`/api/parks?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
  fillParks(await asked("/api/parks"), name);
});

const moveArea = (event) => {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key], area = areaOf();
  if (!step || !area || !sheet) return;
  event.preventDefault();
  const [x, y, width, length] = area;
  if (event.shiftKey) setArea([x, y, within(width + step[0], 1, sheet.width + 1 - x), within(length + step[1], 1, sheet.length + 1 - y)]);
  else setArea([within(x + step[0], 1, sheet.width + 1 - width), within(y + step[1], 1, sheet.length + 1 - length), width, length]);
};

const prepareMap = () => {
  byId("park").addEventListener("input", showMap);
  byId("bring").addEventListener("change", bringPark);
  map.addEventListener("keydown", moveArea);
  map.addEventListener("pointerdown", (event) => {
    if (!sheet) return;
    map.setPointerCapture(event.pointerId);
    corner = tileAt(event);
    isDragged = false;
  });
  map.addEventListener("pointermove", (event) => {
    if (!corner) return;
    const tile = tileAt(event);
    isDragged ||= tile.join() !== corner.join();
    if (isDragged) setArea(spread(corner, tile));
  });
  map.addEventListener("pointerup", () => {
    if (corner && !isDragged) centreArea(corner);
    corner = null;
  });
  map.addEventListener("dragstart", (event) => event.preventDefault());
};
