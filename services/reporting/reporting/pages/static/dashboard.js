"use strict";

// Draws each chart from its data-option, and says whether the page is live. The server decides everything else.
(() => {
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  const boxes = () => [...document.querySelectorAll("[data-option]")];

  function begin(box) {
    const chart = echarts.init(box, null, { renderer: "svg" });
    new ResizeObserver(() => chart.resize()).observe(box);
    chart.on("finished", () => {
      // Lets the style sheet scale the drawing to the paper.
      const drawing = box.querySelector("svg");
      drawing.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
      drawing.setAttribute("preserveAspectRatio", "xMinYMin meet");
    });
    return chart;
  }

  function draw(box) {
    const chart = echarts.getInstanceByDom(box) ?? begin(box);
    const option = { ...JSON.parse(box.dataset.option), animation: !still.matches, animationDuration: 300 };
    chart.setOption(option, { replaceMerge: ["series"] });
  }

  function say(live) {
    for (const mark of document.querySelectorAll("[data-live]")) mark.dataset.live = live;
  }

  document.addEventListener("DOMContentLoaded", async () => {
    await document.fonts.ready; // labels are measured in the font they are set in
    boxes().forEach(draw);
  });
  document.addEventListener("htmx:after:swap", () => boxes().forEach(draw));
  document.addEventListener("htmx:sse:before:connection", () => say("off"));
  document.addEventListener("htmx:sse:after:connection", () => say("on"));
  document.addEventListener("htmx:sse:error", () => say("off"));
  document.addEventListener("htmx:sse:close", () => say("off"));
})();
