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
    silence();
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
      silence();
      stopped(text);
    }
  }

  function stopped(detail) {
    if (shown && !shown.panic) {
      if (shown.box) shown.box.remove();
      shown = null;
    }
    show(true, "申し訳ありません。評価帳が止まりました", [
      "「読み込み直す」を押してください。このブラウザに保存済みの内容は残っています。",
    ], detail);
  }

  // What is left of a stopped app must not write any more: its state may be broken.
  function silence() {
    function refuse() {
      throw new Error("hyokacho has stopped");
    }
    [
      [window.Storage, ["setItem", "removeItem", "clear"]],
      [window.IDBObjectStore, ["put", "add", "delete", "clear"]],
      [window.BroadcastChannel, ["postMessage"]],
      [window.FileSystemFileHandle, ["createWritable"]],
      [window.FileSystemWritableFileStream, ["write", "close"]],
    ].forEach(function (pair) {
      pair[1].forEach(function (name) {
        if (pair[0]) pair[0].prototype[name] = refuse;
      });
    });
    var last = setTimeout(function () {}, 0);
    for (var id = 1; id <= last; id++) {
      clearTimeout(id);
      clearInterval(id);
    }
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
    var buttons = element("div", "boot__buttons");
    buttons.appendChild(button);
    box.appendChild(buttons);
    offerStart(buttons);
    offerRescue(box, text);
    if (detail) box.appendChild(element("pre", "", String(detail)));
    // The stopped app gets no more events from the keyboard or the mouse.
    for (var i = 0; i < document.body.children.length; i++) document.body.children[i].inert = true;
    var modal = document.querySelector("dialog[open]");
    if (modal && modal.close) modal.close();
    document.body.appendChild(box);
    button.focus();
    shown.box = box;
  }

  // Where a workbook is named in the address, the start may open though it does not.
  function offerStart(buttons) {
    if (!/^#\/(book|sample)/.test(location.hash)) return;
    var button = element("button", "boot__other", "はじめの画面を開く");
    button.type = "button";
    button.addEventListener("click", function () {
      location.hash = "#/";
      location.reload();
    });
    buttons.appendChild(button);
  }

  // Offers what is stored as a file, as long as anything is.
  function offerRescue(box, after) {
    stored(function (pieces) {
      if (!pieces.length) return;
      var part = element("div", "boot__rescue");
      part.appendChild(
        element("p", "", "この PC に残っている内容を、一つのファイルに集めて保存できます。評価帳が動く PC の「ファイルを開く」で開けます。"),
      );
      var button = element("button", "boot__other", "救済ファイルを保存");
      button.type = "button";
      var told = element("p");
      told.setAttribute("role", "status");
      button.addEventListener("click", function () {
        told.textContent = "「" + save(pieces) + "」をダウンロードのフォルダーに保存しました。";
      });
      part.appendChild(button);
      part.appendChild(told);
      box.insertBefore(part, after.nextSibling.nextSibling);
    });
  }

  var PIECE = /^hyokacho(-sample)?\/[2-7a-z]{1,12}\/(base\/(plan|[0-9]{4})|journal)\/[2-7a-z]{1,12}\/[0-9]+$/;

  // Finds the pieces of the workbook in the address; where there are none, those of all.
  function stored(done) {
    local(function (pieces) {
      strict(function (more) {
        var book = /^#\/book\/([2-7a-z]{1,12})(\/|$)/.exec(location.hash);
        var sample = /^#\/sample(\/|$)/.test(location.hash);
        var all = pieces.concat(more);
        var prefixes = [book ? "hyokacho/" + book[1] + "/" : sample ? "hyokacho-sample/" : "hyokacho/", "hyokacho/"];
        for (var i = 0; i < prefixes.length; i++) {
          var own = all.filter(function (piece) {
            return piece.key.indexOf(prefixes[i]) === 0;
          });
          if (own.length) return done(own);
        }
        done(all);
      });
    });
  }

  function local(done) {
    var pieces = [];
    try {
      var storage = window.localStorage;
      for (var i = 0; i < storage.length; i++) {
        var key = storage.key(i);
        if (PIECE.test(key)) pieces.push({ key: key, text: sound(storage.getItem(key)) });
      }
    } catch (blocked) {
      // Then there is nothing to be had from it.
    }
    done(pieces);
  }

  function strict(done) {
    var pieces = [];
    var ended = false;
    function end() {
      if (!ended) done(pieces);
      ended = true;
    }
    try {
      var request = window.indexedDB.open("hyokacho");
      request.onerror = request.onblocked = end;
      // There is none, and none is to be made.
      request.onupgradeneeded = function () {
        request.transaction.abort();
      };
      request.onsuccess = function () {
        try {
          var transaction = request.result.transaction("pieces");
          var store = transaction.objectStore("pieces");
          transaction.oncomplete = transaction.onabort = end;
          store.openKeyCursor().onsuccess = function (event) {
            var cursor = event.target.result;
            if (!cursor) return;
            if (PIECE.test(cursor.key)) take(store, cursor.key);
            cursor.continue();
          };
        } catch (odd) {
          end();
        }
      };
    } catch (missing) {
      end();
    }
    function take(store, key) {
      store.get(key).onsuccess = function (event) {
        if (event.target.result instanceof Uint8Array) pieces.push({ key: key, bytes: event.target.result });
      };
    }
  }

  function save(pieces) {
    var parts = ['{"format":"hyokacho","version":1,"kind":"rescue","app":"","pieces":['];
    pieces.forEach(function (piece, at) {
      var held = piece.bytes ? { key: piece.key, base64: base64(piece.bytes) } : { key: piece.key, text: piece.text };
      parts.push((at ? ",\n" : "\n") + JSON.stringify(held));
    });
    parts.push("\n]}\n");
    var now = new Date();
    var day = now.getFullYear() * 10000 + (now.getMonth() + 1) * 100 + now.getDate();
    var link = element("a");
    link.href = URL.createObjectURL(new Blob(parts, { type: "application/json" }));
    link.download = "評価帳_救済_" + day + ".json";
    link.click();
    return link.download;
  }

  function base64(bytes) {
    var text = "";
    // Whole groups of three at a time, so that the pieces join.
    for (var at = 0; at < bytes.length; at += 24576) {
      text += btoa(String.fromCharCode.apply(null, bytes.subarray(at, at + 24576)));
    }
    return text;
  }

  // Half of a character would make the whole file unreadable.
  function sound(text) {
    try {
      encodeURIComponent(text);
      return text;
    } catch (odd) {
      return Array.from(text, function (c) {
        return /^[\ud800-\udfff]$/.test(c) ? "\ufffd" : c;
      }).join("");
    }
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
