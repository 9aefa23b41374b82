// A shared folder with one file, put under the browser's own File System Access API.
//
// A headless browser shows no file dialog and grants no write permission. So the handle is a real
// one, of a file that was dropped, which the browser keeps over a restart as it does any; what
// stands in the file is kept here, and the test carries it from one profile to the other.
(() => {
  const KEY = 'test-folder';
  const folder = {
    handle: null,
    granted: false,
    denies: false,
    asked: 0,
    suggested: '',
    refuses: {},
    get file() { return JSON.parse(localStorage.getItem(KEY)) },
    set file(file) { localStorage.setItem(KEY, JSON.stringify(file)) },
    put(text) { this.file = { text, modified: Math.max(Date.now(), (this.file?.modified || 0) + 1) } },
  };
  window.__folder = folder;
  const refuse = (name) => { throw new DOMException('refused by the test', name) };
  const call = (name) => {
    if (folder.refuses[name]) refuse(folder.refuses[name]);
    if (!folder.granted) refuse('NotAllowedError');
  };
  FileSystemFileHandle.prototype.getFile = async function () {
    call('getFile');
    const { text, modified } = folder.file ?? refuse('NotFoundError');
    return new File([text], this.name, { lastModified: modified });
  };
  FileSystemFileHandle.prototype.createWritable = async function () {
    call('createWritable');
    let text = '';
    return {
      write: async (bytes) => { call('write'); text = new TextDecoder().decode(bytes) },
      close: async () => { call('close'); folder.put(text) },
      abort: async () => {},
    };
  };
  FileSystemHandle.prototype.requestPermission = async () => {
    folder.asked += 1;
    folder.granted = !folder.denies;
    return folder.granted ? 'granted' : 'denied';
  };
  window.showSaveFilePicker = async ({ suggestedName }) => {
    folder.suggested = suggestedName;
    folder.granted = true;
    folder.put('');
    return folder.handle;
  };
  window.showOpenFilePicker = async () => [await folder.handle];
  window.addEventListener('drop', (event) => {
    if (folder.handle) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    folder.handle = event.dataTransfer.items[0].getAsFileSystemHandle();
  }, true);
})();
