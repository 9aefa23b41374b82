// Speaks when the app cannot: before it starts, when it cannot start, and after a panic.
// Plain old JavaScript on purpose, since it must run where the app does not.
(function () {
  "use strict";

  var started = false;
  var shown = null;
  var violations = (window.__violations = []);

  document.addEventListener("securitypolicyviolation", function (event) {
    violations.push(event.effectiveDirective + " " + event.blockedURI + " " + (event.sample || ""));
  });

  // `trunk serve` sends this event, and boot/start.js does the same in the packed file.
  window.addEventListener("TrunkApplicationStarted", function () {
    started = true;
    var shell = document.getElementById("boot");
    if (shell) shell.remove();
    if (shown && !shown.panic) {
      if (shown.box) shown.box.remove();
      shown = null;
    }
  });

  window.addEventListener("hyokacho-panic", function (event) {
    stopped(event.detail);
  });
  window.addEventListener("error", function (event) {
    failed(event.error || event.message);
  });
  window.addEventListener("unhandledrejection", function (event) {
    failed(event.reason);
  });

  var wasm = typeof WebAssembly === "object" && typeof WebAssembly.instantiate === "function";
  var modules = "noModule" in document.createElement("script");
  if (!modules || !window.Promise || (wasm && typeof DecompressionStream !== "function")) {
    cannotOpen("このブラウザは古いため、評価帳を開けません", [
      "Microsoft Edge、Google Chrome、Firefox、Safari のいずれかを新しい版にして、もう一度開いてください。",
    ]);
  } else if (!wasm) {
    cannotOpen("このブラウザでは WebAssembly が止められているため、評価帳を開けません", [
      "情報システムの担当の方へ: Edge または Chrome のポリシー DefaultJavaScriptJitSetting（JavaScript の JIT を使わない設定）が有効なとき、" +
        "または Edge のセキュリティ強化モード（EnhanceSecurityMode）が働いているときに起こります。" +
        "このファイルでは許可するか、ほかのブラウザで開いてください。",
      "評価帳のデータは失われていません。",
    ]);
  }

  function failed(error) {
    var text = describe(error);
    if (!started) {
      cannotOpen("評価帳を開けませんでした", [
        "ページを読み込み直してください。それでも開けないときは、ファイルが途中で切れていないか、配布元のものと大きさを比べてください。",
      ], text);
    } else if (error && /^(RuntimeError|RangeError|InternalError)$/.test(error.name) && /wasm/.test(error.stack || "")) {
      stopped(text);
    }
  }

  function stopped(detail) {
    if (!started) return failed(detail);
    show(true, "申し訳ありません。評価帳が止まりました", [
      "「読み込み直す」を押してください。このブラウザに保存済みの内容は残っています。",
    ], detail);
  }

  function cannotOpen(title, lines, detail) {
    show(false, title, lines, detail);
  }

  function show(panic, title, lines, detail) {
    if (shown) return;
    shown = { panic: panic };
    if (document.body) put(title, lines, detail);
    else
      document.addEventListener("DOMContentLoaded", function () {
        if (shown) put(title, lines, detail);
      });
  }

  function put(title, lines, detail) {
    var shell = document.getElementById("boot");
    if (shell) shell.remove();
    var box = element("div", "boot boot--over");
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-modal", "true");
    box.setAttribute("aria-labelledby", "boot-title");
    box.setAttribute("aria-describedby", "boot-text");
    var heading = element("h1", "", title);
    heading.id = "boot-title";
    box.appendChild(heading);
    var text = element("div");
    text.id = "boot-text";
    lines.forEach(function (line) {
      text.appendChild(element("p", "", line));
    });
    box.appendChild(text);
    var button = element("button", "", "読み込み直す");
    button.type = "button";
    button.addEventListener("click", function () {
      location.reload();
    });
    box.appendChild(button);
    if (detail) box.appendChild(element("pre", "", String(detail)));
    // The stopped app gets no more events from the keyboard or the mouse.
    for (var i = 0; i < document.body.children.length; i++) document.body.children[i].inert = true;
    var modal = document.querySelector("dialog[open]");
    if (modal && modal.close) modal.close();
    document.body.appendChild(box);
    button.focus();
    shown.box = box;
  }

  function element(tag, classes, text) {
    var made = document.createElement(tag);
    if (classes) made.className = classes;
    if (text) made.textContent = text;
    return made;
  }

  function describe(error) {
    return error && error.message ? error.name + ": " + error.message : String(error);
  }
})();
