/** A file as its text: bundled with the server. */
declare module '*?raw' {
  const text: string;
  export default text;
}
