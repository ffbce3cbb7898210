/* The area to build on, chosen on the map of a park */

const map = byId("map"), mapImage = byId("map-image"), mapArea = byId("map-area");
let sheet = null, corner = null;

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
  mapArea.style.left = `${sheet.left + (y - 1) * sheet.tile}px`;
  mapArea.style.top = `${sheet.top + (x - 1) * sheet.tile}px`;
  mapArea.style.width = `${length * sheet.tile}px`;
  mapArea.style.height = `${width * sheet.tile}px`;
  byId("map-words").textContent = `From tile ${x}, ${y}: ${width} by ${length} tiles`;
};

/** Who looks over the whole park chooses no area. */
const showAnywhere = () => {
  byId("field-area").disabled = byId("field-anywhere").checked;
  if (byId("field-anywhere").checked) byId("map-words").textContent = "A short search in several areas of the park finds the best.";
  showArea();
};

const within = (value, low, high) => Math.max(low, Math.min(high, value));
const tileAt = (event) => {
  const box = mapImage.getBoundingClientRect();
  const [x, y] = [event.clientY - box.top - sheet.top, event.clientX - box.left - sheet.left].map((place) => Math.floor(place / sheet.tile) + 1);
  return [within(x, 1, sheet.width), within(y, 1, sheet.length)];
};
const spread = ([x, y], [toX, toY]) => [Math.min(x, toX), Math.min(y, toY), Math.abs(toX - x) + 1, Math.abs(toY - y) + 1];

const showMap = () => tried(async () => {
  const park = byId("park").value;
  sheet = null;
  byId("map-part").hidden = !park;
  if (!park) {
    // Flat land has no areas.
    byId("field-area").value = "";
    return;
  }
  byId("map-words").textContent = "The map is being drawn.";
  const found = await told("/api/map", { park });
  if (park !== byId("park").value) return;
  mapImage.src = `data:image/png;base64,${found.png}`;
  ({ sheet } = found);
  if (areaOf()) showArea();
  else setArea([within(Math.round(sheet.width / 2) - 12, 1, sheet.width), within(Math.round(sheet.length / 2) - 12, 1, sheet.length), Math.min(24, sheet.width), Math.min(24, sheet.length)]);
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
    setArea(spread(corner, corner));
  });
  map.addEventListener("pointermove", (event) => { if (corner) setArea(spread(corner, tileAt(event))); });
  map.addEventListener("pointerup", () => { corner = null; });
  map.addEventListener("dragstart", (event) => event.preventDefault());
};
