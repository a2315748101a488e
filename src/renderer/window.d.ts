/** What preload puts on the page's window: the only door out of it. */
interface Window {
  // oxlint-disable-next-line typescript/consistent-type-imports -- an import would make this file a module, and its declarations local.
  readonly patamar: import('../shared/ipc/channel-names.ts').PatamarBridge;
}

/** A CSS module: the names of its classes as the build made them. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}

declare module '*.css';
