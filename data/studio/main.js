/* What the server shows, again and again */

const DOING = {
  nothing: "Begin a search, or open an earlier one.", beginning: "The search begins.", breeding: "Breeding.", paused: "Paused.",
  finished: "The search has ended. Its winners are written; change when it stops to go on.", writing: "Winners are being written.",
};
/** Least milliseconds between two looks. */
const EVERY = 300;
let known = { revision: null, search: 0 }, leaders = [];

const lineWords = (line) => {
  const { best } = line, ratings = best ? [best.excitement, best.intensity, best.nausea].map(hundredths).join(" / ") : "none yet";
  return `Generation ${line.generation} · ${line.evaluations.toLocaleString("en-GB")} designs, ${number(line.evaluations_per_s)} a second · `
    + `best ${ratings}${best && !best.feasible ? " (beyond limits)" : ""} · ${number(line.feasible * 100)} % within the limits · ${line.kinds} kinds`;
};

const begin = (news) => {
  forget();
  led = [];
  isNow = true;
  field = fieldIds = "";
  byId("field").replaceChildren();
  byId("leaders").replaceChildren();
  byId("waiting").hidden = false;
  if (both.length) byId("choose-none").click();
  const { about } = news;
  byId("title").textContent = about?.title ?? (news.doing === "beginning" ? "A new search" : "No search is open");
  document.title = about ? `${about.name}: loopwright studio` : "loopwright studio";
};

const say = (news) => {
  const { about, doing } = news, isOpen = Boolean(about), isBreeding = doing === "breeding";
  const words = about ? `${about.name}: ${DOING[doing]}` : DOING[doing];
  if (byId("doing").textContent !== words) byId("doing").textContent = words;
  byId("line").textContent = news.line ? lineWords(news.line) : "";
  byId("game").hidden = !news.game;
  if (byId("game").textContent !== (news.game ?? "")) byId("game").textContent = news.game ?? "";
  byId("pause").textContent = isBreeding ? "Pause" : "Go on";
  byId("pause").dataset.next = isBreeding ? "pause" : "go_on";
  byId("pause").disabled = doing === "finished" || doing === "writing";
  for (const name of ["pause", "change", "leave"]) byId(name).hidden = !isOpen;
  byId("unlock").hidden = !about?.is_locked;
  byId("welcome").hidden = isOpen || doing !== "nothing";
  byId("designs").hidden = !isOpen;
  byId("progress").hidden = run.progress.generation.length < 2;
  const facts = [...about?.facts ?? [], ...about ? [["Folder", about.folder]] : []];
  byId("facts").replaceChildren(...facts.map(([what, value]) => html("div", {}, html("dt", {}, what), html("dd", {}, value))));
};

const take = (news) => {
  if (news.search !== known.search) begin(news);
  const isNoticed = news.notice && news.notice !== known.notice;
  known = news;
  favoured.clear();
  news.favoured.forEach((id) => favoured.add(id));
  addPoints(news.points);
  led.push(...news.led);
  ({ leaders } = news);
  kinds = news.kinds;
  say(news);
  if (isNoticed) note(news.notice, true);
  if (run.progress.generation.length > 1) drawProgress();
  drawKinds();
  showTime(leaders);
  markAll();
};

const look = async () => {
  for (;;) {
    const query = new URLSearchParams({ search: known.search, generation: run.progress.generation.at(-1) ?? 0, led: led.at(-1)?.generation ?? 0 });
    if (known.revision !== null) query.set("after", known.revision);
    try {
      take(await asked(`/api/news?${query}`));
      document.documentElement.dataset.connected = "yes";
    } catch (error) {
      document.documentElement.dataset.connected = "no";
      if (error.code === 401) {
        note("This address is of an earlier start of the program. Open the one that it printed last.");
        return;
      }
      note("The program does not answer. Searches are kept; start it again with: loopwright serve");
      known.revision = null;
      await pauseFor(1500);
    }
    await pauseFor(EVERY);
  }
};

const redrawAll = () => {
  if (run.progress.generation.length > 1) drawProgress();
  near.forEach(drawThumb);
  drawPair();
  if (dialog.open) drawClose();
};

prepareCloser();
prepareCompare();
prepareForm();
prepareMap();
prepareLock();
prepareTools();
byId("pause").addEventListener("click", () => order(byId("pause").dataset.next));
byId("leave").addEventListener("click", () => order("close"));
time.addEventListener("input", () => { isNow = time.value === time.max; showTime(leaders); });
byId("now").addEventListener("click", () => { isNow = true; showTime(leaders); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
let resized = 0;
addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(redrawAll, 120); });
addEventListener("hashchange", () => location.reload());
look();
