// Chromium opens the files of a page's databases when one of them is first asked for, which takes as long as the page's
// script takes to run. Asked for at once, the two happen side by side. To be imported before what takes long; a store that
// cannot be opened says so to who opens a database (open-database.ts).
indexedDB.databases().catch(() => undefined);
