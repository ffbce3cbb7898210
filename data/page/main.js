/* Everything again when sizes or colours change */

const redrawAll = () => {
  drawProgress();
  near.forEach(drawThumb);
  if (dialog.open) drawClose();
};
prepareList();
prepareArchive();
prepareCloser();
drawProgress();
document.querySelectorAll(".thumb").forEach((canvas) => watch(canvas, canvas.closest(".card").dataset.card));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
let resized = 0;
addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(redrawAll, 120); });
