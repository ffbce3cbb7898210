/* What is said to the server and what it answers */

/** The secret of this start of the program; it stands behind the # of the address, which no server is told. */
const token = location.hash.slice(1);

const asked = async (path, options = {}) => {
  const answer = await fetch(path, { ...options, headers: { Authorization: `Bearer ${token}` } });
  const body = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(body.error), { code: answer.status });
  return body;
};
const told = (path, body) => asked(path, { method: "POST", body: JSON.stringify(body) });

/** Shows what went wrong, or what was done. */
const note = (words, isPlain = false) => {
  // What lies behind the closer look is not seen.
  const place = byId(dialog.open ? "closer-notice" : "notice");
  place.hidden = !words;
  place.textContent = words ?? "";
  place.classList.toggle("plain", isPlain);
  if (words && dialog.open) place.scrollIntoView({ block: "nearest" });
};

/** Does something that can fail, and says so. */
const tried = async (work) => {
  try { return await work(); } catch (error) { note(error.message); return null; }
};
const order = (name, more = {}) => tried(() => told("/api/order", { order: name, ...more }));

const pauseFor = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
