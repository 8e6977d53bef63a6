/* A code is read by the camera: by the browser's own reader, else by the one that lies beside this file. */
"use strict";

(() => {
  const dialog = document.getElementById("scan-camera");
  const video = dialog.querySelector("video");
  const PAUSE_MS = 150;
  const LARGEST = 640; // pixels a side that are searched
  let stream = null;

  /** A function from the video to the text of a code in it, or null. */
  async function reader() {
    if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      const own = new BarcodeDetector({ formats: ["qr_code"] });
      return async () => (await own.detect(video))[0]?.rawValue ?? null;
    }
    await load(dialog.dataset.decoder);
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    return () => {
      const scale = Math.min(1, LARGEST / Math.max(video.videoWidth, video.videoHeight));
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      if (!canvas.width) return null;
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const picture = context.getImageData(0, 0, canvas.width, canvas.height);
      return window.jsQR(picture.data, picture.width, picture.height)?.data ?? null;
    };
  }

  function load(address) {
    if (window.jsQR) return Promise.resolve();
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", done);
      script.addEventListener("error", failed);
      document.head.append(script);
    });
  }

  function stop() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    video.srcObject = null;
  }

  async function read(field, button) {
    const line = document.getElementById(`${field.id}_said`);
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const find = await reader();
      video.srcObject = stream;
      dialog.showModal();
      await video.play();
      for (let text = null; stream; text = await find()) {
        if (text) {
          dialog.close();
          field.dispatchEvent(new CustomEvent("enthesis:read", { bubbles: true, detail: text }));
          return;
        }
        await new Promise((done) => setTimeout(done, PAUSE_MS));
      }
    } catch {
      if (dialog.open) dialog.close();
      stop();
      line.textContent = dialog.dataset.missing;
      line.dataset.look = "wrong";
      button.hidden = true;
      field.focus();
    }
  }

  dialog.addEventListener("close", stop);
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  for (const field of document.querySelectorAll("input[data-code]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn scan-camera";
    button.textContent = dialog.dataset.button;
    const name = field.labels[0]?.textContent.trim();
    if (name) button.setAttribute("aria-label", `${dialog.dataset.button}: ${name}`);
    button.addEventListener("click", () => read(field, button));
    document.getElementById(`${field.id}_said`).before(button);
  }
})();
