/* Pictures of cards, drawn when they come near, once for each size */

const drawThumb = (canvas) => drawScene(canvas, courseOf(run.cards[Number(canvas.dataset.card)]), GAME_VIEW);
const near = new Set();
const watcher = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => {
  if (!isIntersecting) { near.delete(target); return; }
  near.add(target);
  drawThumb(target);
}), { rootMargin: "300px" });
/** Draws a card by its number once its canvas comes near. */
const watch = (canvas, number) => { canvas.dataset.card = number; watcher.observe(canvas); };
