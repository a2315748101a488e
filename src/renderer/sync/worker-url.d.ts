/** The address of a worker's bundle, as Vite builds it. */
declare module '*?worker&url' {
  const url: string;
  export default url;
}
